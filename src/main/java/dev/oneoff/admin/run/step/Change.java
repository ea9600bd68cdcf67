package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.Key;
import org.jspecify.annotations.Nullable;

/**
 * A row before and after, as returned by {@code to_jsonb}.
 *
 * @param after {@code null} if the row is gone
 */
public record Change(Key key, String before, @Nullable String after) {}
