/**
 * Where the service's database is. Settings and secret files are resolved to a {@link
 * dev.oneoff.admin.database.address.DatabaseLocation}, which serves the toolkit's own connections
 * and Quarkus alike. If nothing is configured, it is the local PostgreSQL.
 */
@NullMarked
package dev.oneoff.admin.database.address;

import org.jspecify.annotations.NullMarked;
