package dev.oneoff.admin.config;

import org.jspecify.annotations.Nullable;

/**
 * A setting that is not the same here and there.
 *
 * @param here the value as it may be shown; null where it is not given
 * @param from where the value here comes from
 * @param there the same of the other side, or that it is another
 */
record Difference(
    String setting, @Nullable String here, @Nullable String from, @Nullable String there) {}
