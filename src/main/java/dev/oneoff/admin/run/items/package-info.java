/**
 * The items of a task in key order, a batch at a time, whatever they are: entities, rows, lines of
 * a CSV file, or the failed or changed items of an earlier run. A task's {@code Items} go in; an
 * {@link dev.oneoff.admin.run.items.ItemSource} comes out, whose keys the ledger saves as cursors.
 */
@NullMarked
package dev.oneoff.admin.run.items;

import org.jspecify.annotations.NullMarked;
