/**
 * {@code runs}: what the ledger knows of runs that were. Filters and numbers of runs come in;
 * lists, details and transcripts go out, and old runs go away.
 */
@NullMarked
package dev.oneoff.admin.run.history;

import org.jspecify.annotations.NullMarked;
