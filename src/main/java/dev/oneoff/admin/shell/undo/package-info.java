/**
 * Undoes what a shell session wrote. Turns the before and after images from the wire into
 * statements that restore the rows, in one transaction.
 */
@NullMarked
package dev.oneoff.admin.shell.undo;

import org.jspecify.annotations.NullMarked;
