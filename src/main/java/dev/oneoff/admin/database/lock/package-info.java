/**
 * Who may work now: PostgreSQL session advisory locks, each on a connection of its own.
 *
 * <p>A lock is two locks. The first is held by a session that does nothing else, so that it lives
 * exactly as long as its process: the session is pinged, and the server ends it when the pings
 * stop. The second is held by the session that works, so that the next holder of the first waits
 * until no statement of a dead process is still running.
 */
@NullMarked
package dev.oneoff.admin.database.lock;

import org.jspecify.annotations.NullMarked;
