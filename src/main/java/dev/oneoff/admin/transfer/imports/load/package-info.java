/**
 * Loads what is staged into the entity's table, one batch per transaction. The rows of the staging
 * table go in; counts come out, and lines that PostgreSQL refuses are marked with its reason.
 */
@NullMarked
package dev.oneoff.admin.transfer.imports.load;

import org.jspecify.annotations.NullMarked;
