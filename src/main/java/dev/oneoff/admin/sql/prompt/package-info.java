/**
 * The interactive prompt of {@code sql}: reads a line, completes it, and takes it either as SQL or
 * as one of its own words, such as {@code \d}. Results go to the terminal, through a pager if they
 * are long.
 */
@NullMarked
package dev.oneoff.admin.sql.prompt;

import org.jspecify.annotations.NullMarked;
