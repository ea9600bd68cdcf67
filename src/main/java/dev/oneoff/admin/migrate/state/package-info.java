/**
 * The current state of the schema, for those that only read it: checks, readiness, task
 * preconditions, waiting. The changelog and its table yield a {@link
 * dev.oneoff.admin.migrate.state.SchemaVersion}.
 */
@NullMarked
package dev.oneoff.admin.migrate.state;

import org.jspecify.annotations.NullMarked;
