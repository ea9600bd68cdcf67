/** Reads the items of a task in the order of their keys, a batch at a time. */
@NullMarked
package dev.oneoff.admin.run.items;

import org.jspecify.annotations.NullMarked;
