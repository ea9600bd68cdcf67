/**
 * Where the schema stands, for whoever only asks: checks, readiness, a task's precondition, a wait.
 * The changelog and its table come in, a {@link dev.oneoff.admin.migrate.state.SchemaVersion} goes
 * out.
 */
@NullMarked
package dev.oneoff.admin.migrate.state;

import org.jspecify.annotations.NullMarked;
