/**
 * Where a result's columns come from. A column is shown only if its origin is known and known not
 * to be sensitive; computed columns are traced by PostgreSQL itself, through its query plan.
 */
@NullMarked
package dev.oneoff.admin.database.origin;

import org.jspecify.annotations.NullMarked;
