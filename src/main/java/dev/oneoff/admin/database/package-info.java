/**
 * The service's database by plain connections, without a boot, and what PostgreSQL's names, codes
 * and refusals mean. A {@linkplain dev.oneoff.admin.database.address.DatabaseLocation location}
 * comes in; connections go out, and sentences where there is none.
 */
@NullMarked
package dev.oneoff.admin.database;

import org.jspecify.annotations.NullMarked;
