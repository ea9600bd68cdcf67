/**
 * The service's pools as a console and a starting command need them. Connections come in as the
 * pools make them; those that go out only read, whoever takes them, until the window is open.
 */
@NullMarked
package dev.oneoff.admin.database.pool;

import org.jspecify.annotations.NullMarked;
