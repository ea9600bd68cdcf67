/**
 * As much of the application as a command needs, and no more. A parsed command comes in; {@link
 * dev.oneoff.admin.cli.boot.Rungs} brings it settings, a database or the booted service, and its
 * exit code goes out.
 */
@NullMarked
package dev.oneoff.admin.cli.boot;

import org.jspecify.annotations.NullMarked;
