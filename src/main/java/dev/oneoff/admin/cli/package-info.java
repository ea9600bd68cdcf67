/**
 * The edge: the command line from the arguments to the exit code. It names no command; {@link
 * dev.oneoff.admin.cli.AdminCommand}s are found from what the build lists.
 *
 * <p>The way of a command: {@link dev.oneoff.admin.cli.Main} → {@link
 * dev.oneoff.admin.cli.parse.CommandTree} (assembles and parses) → {@link
 * dev.oneoff.admin.cli.boot.Rungs} (brings as much of the application as the command declares) →
 * the command → {@link dev.oneoff.admin.ExitCode}; whatever is thrown on that way meets {@link
 * dev.oneoff.admin.cli.Failures}.
 */
@NullMarked
package dev.oneoff.admin.cli;

import org.jspecify.annotations.NullMarked;
