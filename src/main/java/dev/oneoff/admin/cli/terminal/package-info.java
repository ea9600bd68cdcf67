/**
 * A console's terminal: line editing, completion, colours and history, by JLine. What the lines
 * mean is up to the console.
 */
@NullMarked
package dev.oneoff.admin.cli.terminal;

import org.jspecify.annotations.NullMarked;
