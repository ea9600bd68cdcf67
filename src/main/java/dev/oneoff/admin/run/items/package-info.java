/** Reads a task's items in key order, one batch at a time. */
@NullMarked
package dev.oneoff.admin.run.items;

import org.jspecify.annotations.NullMarked;
