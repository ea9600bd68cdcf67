/**
 * The PostgreSQL that a developer gets without asking: one server per user and directory, unpacked,
 * started and found again. A directory comes in, a running {@link
 * dev.oneoff.admin.database.local.LocalServer} goes out. It knows nothing of the service.
 */
@NullMarked
package dev.oneoff.admin.database.local;

import org.jspecify.annotations.NullMarked;
