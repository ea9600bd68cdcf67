/**
 * The PostgreSQL that a developer gets without asking: one server per user and directory, unpacked,
 * started and found again. Given a directory, it yields a running {@link
 * dev.oneoff.admin.database.local.LocalServer}. It knows nothing of the service.
 */
@NullMarked
package dev.oneoff.admin.database.local;

import org.jspecify.annotations.NullMarked;
