/** SQL statements and queries against the service's database. */
@NullMarked
package dev.oneoff.admin.sql;

import org.jspecify.annotations.NullMarked;
