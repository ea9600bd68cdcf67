/**
 * What PostgreSQL's catalogue says about tables. Reads the facts of one table and the names of all
 * of them; changes nothing and reads no rows.
 */
@NullMarked
package dev.oneoff.admin.database.catalogue;

import org.jspecify.annotations.NullMarked;
