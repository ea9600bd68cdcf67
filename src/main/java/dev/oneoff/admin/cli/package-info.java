/**
 * The edge: from the command line's arguments to the exit code. It names no feature's command;
 * {@link dev.oneoff.admin.cli.AdminCommand}s are discovered from lists written at build time.
 *
 * <p>A command's path: {@link dev.oneoff.admin.cli.Main} → {@link
 * dev.oneoff.admin.cli.parse.CommandTree} (assembles and parses) → {@link
 * dev.oneoff.admin.cli.boot.Rungs} (boots as much of the application as the command declares) →
 * {@link dev.oneoff.admin.cli.record.Recorder} (if it is recorded) → the command → {@link
 * dev.oneoff.admin.ExitCode}. Anything thrown along the way is handled by {@link
 * dev.oneoff.admin.cli.Failures}.
 */
@NullMarked
package dev.oneoff.admin.cli;

import org.jspecify.annotations.NullMarked;
