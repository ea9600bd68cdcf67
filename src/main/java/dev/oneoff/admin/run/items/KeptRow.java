package dev.oneoff.admin.run.items;

import org.jspecify.annotations.Nullable;

/**
 * A row before and after a run changed it.
 *
 * @param table quoted
 * @param key of the row
 * @param after {@code null} if the run deleted it
 */
public record KeptRow(String table, Key key, String before, @Nullable String after) {}
