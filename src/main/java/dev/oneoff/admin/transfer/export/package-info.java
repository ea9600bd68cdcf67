/**
 * {@code export} of one entity or query: turns it into a select, masks what is sensitive, and
 * copies its rows into a file or a pipe, in one of the text formats. All of them come from one
 * snapshot.
 */
@NullMarked
package dev.oneoff.admin.transfer.export;

import org.jspecify.annotations.NullMarked;
