/**
 * Is the service healthy? Asks the service's own health checks in a booted command, or a running
 * server by {@code --url}, once or until it is up; prints them, and their outcome is the exit code.
 */
@NullMarked
package dev.oneoff.admin.health;

import org.jspecify.annotations.NullMarked;
