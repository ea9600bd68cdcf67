/**
 * Runs one changelog on one connection. Each changeset commits together with its record, forwards
 * and backwards, and resumes where a process died within it. The result is rows in the changelog
 * table and in the table of steps.
 */
@NullMarked
package dev.oneoff.admin.migrate.changeset;

import org.jspecify.annotations.NullMarked;
