/**
 * What a session keeps of the rows that it wrote: each as it was and as it became. The wire that
 * sends a write fills it, {@code :undo} reads it.
 */
@NullMarked
package dev.oneoff.admin.shell.kept;

import org.jspecify.annotations.NullMarked;
