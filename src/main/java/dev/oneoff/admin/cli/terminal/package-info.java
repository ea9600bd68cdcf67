/**
 * The terminal of a console: lines are edited, completed, coloured and kept, by JLine. What is read
 * is the console's own business.
 */
@NullMarked
package dev.oneoff.admin.cli.terminal;

import org.jspecify.annotations.NullMarked;
