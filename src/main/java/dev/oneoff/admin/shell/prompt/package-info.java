/**
 * What JLine asks of Java while it is typed: whether it is whole, what could follow, its colours.
 */
@NullMarked
package dev.oneoff.admin.shell.prompt;

import org.jspecify.annotations.NullMarked;
