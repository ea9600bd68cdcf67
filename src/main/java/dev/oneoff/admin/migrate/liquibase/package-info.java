/**
 * Liquibase as the service's migration tool, {@link
 * dev.oneoff.admin.migrate.liquibase.LiquibaseTool}, and where its own behaviour is not what we
 * want: its messages, its lock, its parameters and how it finds files in a jar. Liquibase finds
 * these classes through its own registries, or is wrapped by them; nothing here knows about
 * commands.
 */
@NullMarked
package dev.oneoff.admin.migrate.liquibase;

import org.jspecify.annotations.NullMarked;
