/**
 * {@code migrate diff}: compares the entities, as Hibernate maps them, with the tables that exist,
 * as the catalogue describes them.
 */
@NullMarked
package dev.oneoff.admin.migrate.diff;

import org.jspecify.annotations.NullMarked;
