/**
 * The service's migrations in the hands of Flyway, through its own API, for a service that has it.
 * Flyway keeps its rules, its files and its table; a connection comes in, and goes out as the state
 * of the migrations, or with them run.
 */
@NullMarked
package dev.oneoff.admin.migrate.flyway;

import org.jspecify.annotations.NullMarked;
