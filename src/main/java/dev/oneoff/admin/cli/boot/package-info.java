/**
 * Boots as much of the application as a command needs, and no more. {@link
 * dev.oneoff.admin.cli.boot.Rungs} takes a parsed command, gives it settings, a database or the
 * booted service, and returns its exit code.
 */
@NullMarked
package dev.oneoff.admin.cli.boot;

import org.jspecify.annotations.NullMarked;
