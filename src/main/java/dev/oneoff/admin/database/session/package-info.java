/**
 * Console sessions: read-only until somebody gives a reason to write. PostgreSQL itself refuses the
 * rest; anything that could lift that restriction is not sent, whoever sends it ({@link
 * dev.oneoff.admin.database.pool.ConsoleGuard}).
 *
 * <p>Anyone determined to write will find a way (a console that runs Java can open a connection of
 * its own), unless the role of {@code DATABASE_READONLY_URL} lacks the privilege.
 */
@NullMarked
package dev.oneoff.admin.database.session;

import org.jspecify.annotations.NullMarked;
