/**
 * What PostgreSQL's catalogue says of tables. A connection comes in, facts of a table and the names
 * of all go out; nothing is changed and no row is read.
 */
@NullMarked
package dev.oneoff.admin.database.catalogue;

import org.jspecify.annotations.NullMarked;
