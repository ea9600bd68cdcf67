/**
 * Records commands in the ledger: which of their arguments are kept, how a run is opened, and how
 * it ends. A {@link dev.oneoff.admin.cli.record.Recorder} is given a command's work and returns its
 * exit code.
 */
@NullMarked
package dev.oneoff.admin.cli.record;

import org.jspecify.annotations.NullMarked;
