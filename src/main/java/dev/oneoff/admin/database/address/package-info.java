/**
 * Where the service's database is. Settings and files of secrets come in; a {@link
 * dev.oneoff.admin.database.address.DatabaseLocation} goes out, to the toolkit's own connections
 * and to Quarkus alike. Where nothing is configured it is the local PostgreSQL.
 */
@NullMarked
package dev.oneoff.admin.database.address;

import org.jspecify.annotations.NullMarked;
