/**
 * Sessions of a console: they read, until somebody says why they should write. PostgreSQL itself
 * refuses the rest; what could lead out of its refusal is not sent, from wherever it comes ({@link
 * dev.oneoff.admin.database.pool.ConsolePool}).
 *
 * <p>Whoever means to write finds a way (a console that runs Java can open a connection of its
 * own), unless the role of {@code DATABASE_READONLY_URL} has no right to.
 */
@NullMarked
package dev.oneoff.admin.database.session;

import org.jspecify.annotations.NullMarked;
