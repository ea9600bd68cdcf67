package dev.oneoff.admin.database.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose result is shown.
 *
 * @param sql as the driver takes it
 * @param verb its first keyword, in upper case
 * @param values of its parameters, in order, as PostgreSQL writes them
 */
public record Selecting(String sql, String verb, List<? extends @Nullable Object> values) {}
