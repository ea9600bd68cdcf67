/**
 * The subcommands of {@code migrate} and their options. They parse, call a service that does the
 * work, and print the result.
 */
@NullMarked
package dev.oneoff.admin.migrate.command;

import org.jspecify.annotations.NullMarked;
