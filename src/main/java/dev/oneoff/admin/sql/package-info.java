/**
 * {@code sql}: runs SQL statements against the service's database, from an option, a file or a
 * pipe, or at a prompt. Each statement is recorded and checked before it runs; its rows are printed
 * as they arrive. {@code --psql} hands over to psql instead.
 */
@NullMarked
package dev.oneoff.admin.sql;

import org.jspecify.annotations.NullMarked;
