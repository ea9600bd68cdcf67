/** Statements and queries against the service's database, and what its entities are made of. */
@NullMarked
package dev.oneoff.admin.sql;

import org.jspecify.annotations.NullMarked;
