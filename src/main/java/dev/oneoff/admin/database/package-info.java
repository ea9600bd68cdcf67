/**
 * {@link dev.oneoff.admin.database.Database}: plain connections to the service's database, without
 * a boot; and the meaning of PostgreSQL's names, error codes and refusals. A {@linkplain
 * dev.oneoff.admin.database.address.DatabaseLocation location} yields connections, or a sentence
 * saying why there are none.
 */
@NullMarked
package dev.oneoff.admin.database;

import org.jspecify.annotations.NullMarked;
