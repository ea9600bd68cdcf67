/**
 * One changelog on one connection: each changeset and its record as one, forwards and back, and on
 * where a process died in it. A changelog and a limit come in; rows of the changelog's table and of
 * the steps go out.
 */
@NullMarked
package dev.oneoff.admin.migrate.changeset;

import org.jspecify.annotations.NullMarked;
