/**
 * Takes back what a session of the shell wrote. Rows before and after come in from the wire;
 * statements that make them what they were go out, in one transaction.
 */
@NullMarked
package dev.oneoff.admin.shell.undo;

import org.jspecify.annotations.NullMarked;
