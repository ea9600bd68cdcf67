/** The prompt of {@code sql}: what is typed at a terminal, and what helps to type it. */
@NullMarked
package dev.oneoff.admin.sql.prompt;

import org.jspecify.annotations.NullMarked;
