/** The interactive prompt of {@code sql}, and its typing aids. */
@NullMarked
package dev.oneoff.admin.sql.prompt;

import org.jspecify.annotations.NullMarked;
