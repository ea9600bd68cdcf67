/**
 * What pending SQL would do to the existing tables: which locks it takes, how large the tables are,
 * whether they are rewritten. Turns changesets into planned statements; nothing is run.
 */
@NullMarked
package dev.oneoff.admin.migrate.plan;

import org.jspecify.annotations.NullMarked;
