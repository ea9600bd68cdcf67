/**
 * {@code runs}: past runs as the ledger knows them. Lists them, shows their details and logs, and
 * prunes old ones.
 */
@NullMarked
package dev.oneoff.admin.run.history;

import org.jspecify.annotations.NullMarked;
