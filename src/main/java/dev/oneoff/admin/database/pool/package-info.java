/**
 * The service's connection pools, adapted for consoles and starting commands. The connections they
 * hand out are read-only for every caller until the write window is open.
 */
@NullMarked
package dev.oneoff.admin.database.pool;

import org.jspecify.annotations.NullMarked;
