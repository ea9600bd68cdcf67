/**
 * Where Liquibase would do otherwise than we want: its talk, its lock, its parameters and its way
 * into a jar. Liquibase finds these by its own registries or is wrapped by them; nothing here knows
 * of a command.
 */
@NullMarked
package dev.oneoff.admin.migrate.liquibase;

import org.jspecify.annotations.NullMarked;
