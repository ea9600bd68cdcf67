/**
 * Records commands in the ledger: which of their arguments are kept, how a run is opened, and how
 * it ends.
 */
@NullMarked
package dev.oneoff.admin.cli.record;

import org.jspecify.annotations.NullMarked;
