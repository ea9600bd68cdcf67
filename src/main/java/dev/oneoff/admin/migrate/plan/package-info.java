/**
 * What pending SQL would do to the tables that are there: which locks, how large, rewritten or not.
 * Changesets come in, planned statements go out; nothing is run.
 */
@NullMarked
package dev.oneoff.admin.migrate.plan;

import org.jspecify.annotations.NullMarked;
