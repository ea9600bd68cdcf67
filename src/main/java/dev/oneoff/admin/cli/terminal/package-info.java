/**
 * A console's terminal: line editing, completion, colours and history, by JLine. What the lines
 * mean is up to the console; what the consoles share is here too: SQL's completion and colours, and
 * the words that open and close a window for writing.
 */
@NullMarked
package dev.oneoff.admin.cli.terminal;

import org.jspecify.annotations.NullMarked;
