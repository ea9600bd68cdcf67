/** What PostgreSQL's catalogue says of tables. */
@NullMarked
package dev.oneoff.admin.sql.catalogue;

import org.jspecify.annotations.NullMarked;
