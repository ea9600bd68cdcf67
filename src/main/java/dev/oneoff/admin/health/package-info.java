/** Is the service well? Its own checks, asked by a command. */
@NullMarked
package dev.oneoff.admin.health;

import org.jspecify.annotations.NullMarked;
