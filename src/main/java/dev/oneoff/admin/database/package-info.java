/**
 * Where the database is. Without an address the service uses the {@linkplain
 * dev.oneoff.admin.database.local.LocalPostgres local PostgreSQL}: a real server of this user on
 * this machine, found or started before anything boots, so this package is plain Java.
 */
@NullMarked
package dev.oneoff.admin.database;

import org.jspecify.annotations.NullMarked;
