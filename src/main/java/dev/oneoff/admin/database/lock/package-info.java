/**
 * Who may work now: session advisory locks of PostgreSQL, each on a connection of its own.
 *
 * <p>A lock is two. The first is held by a session that does nothing else, so that it lives exactly
 * as long as its process: it is pinged, and the server ends it when the pings stay out. The second
 * is held by the session that works, so that whoever gets the first waits until no statement of a
 * dead process runs any more.
 */
@NullMarked
package dev.oneoff.admin.database.lock;

import org.jspecify.annotations.NullMarked;
