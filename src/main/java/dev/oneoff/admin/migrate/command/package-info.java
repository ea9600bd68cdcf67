/**
 * The commands below {@code migrate} and their options. Words come in; a service does the work, and
 * what it says is printed.
 */
@NullMarked
package dev.oneoff.admin.migrate.command;

import org.jspecify.annotations.NullMarked;
