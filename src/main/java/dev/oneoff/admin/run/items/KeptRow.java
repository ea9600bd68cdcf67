package dev.oneoff.admin.run.items;

import org.jspecify.annotations.Nullable;

/**
 * A row's former and later value, as a run left it.
 *
 * @param table quoted
 * @param key of the row
 * @param after {@code null} where the run deleted it
 */
public record KeptRow(String table, Key key, String before, @Nullable String after) {}
