/**
 * {@code migrate diff}: the entities beside the tables that are there. Hibernate's mapping and the
 * catalogue come in, differences go out.
 */
@NullMarked
package dev.oneoff.admin.migrate.diff;

import org.jspecify.annotations.NullMarked;
