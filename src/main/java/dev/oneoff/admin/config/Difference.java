package dev.oneoff.admin.config;

import org.jspecify.annotations.Nullable;

/**
 * A setting that differs between here and there.
 *
 * @param here the value as it may be shown; null if it is not set
 * @param from where the value here comes from
 * @param there the same for the other side, or a note that it differs
 */
record Difference(
    String setting, @Nullable String here, @Nullable String from, @Nullable String there) {}
