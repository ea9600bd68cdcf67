package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Key;
import org.jspecify.annotations.Nullable;

/**
 * A row before and after, as {@code to_jsonb} gives it.
 *
 * @param after {@code null} where the row is gone
 */
public record Change(Key key, String before, @Nullable String after) {}
