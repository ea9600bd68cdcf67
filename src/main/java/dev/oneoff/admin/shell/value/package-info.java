/** Prints values for people: as a table, as an object's properties, a page at a time. */
@NullMarked
package dev.oneoff.admin.shell.value;

import org.jspecify.annotations.NullMarked;
