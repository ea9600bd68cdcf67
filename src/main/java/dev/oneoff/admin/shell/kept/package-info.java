/**
 * Before and after images of the rows that a session wrote. Filled by the wire that sends a write,
 * read by {@code :undo}.
 */
@NullMarked
package dev.oneoff.admin.shell.kept;

import org.jspecify.annotations.NullMarked;
