/** Writes of {@code sql} that are larger than they look: tried, shown and asked for. */
@NullMarked
package dev.oneoff.admin.sql.write;

import org.jspecify.annotations.NullMarked;
