/** Is the service healthy? Runs the service's own health checks from a command. */
@NullMarked
package dev.oneoff.admin.health;

import org.jspecify.annotations.NullMarked;
