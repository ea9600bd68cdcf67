/**
 * Where a result's columns come from. A column is shown only where that is known, and known not to
 * be sensitive; PostgreSQL itself traces what is computed, by the plan that it would run.
 */
@NullMarked
package dev.oneoff.admin.database.origin;

import org.jspecify.annotations.NullMarked;
