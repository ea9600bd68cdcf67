/** Executes tasks, and shows the runs of all commands as the ledger knows them. */
@NullMarked
package dev.oneoff.admin.run;

import org.jspecify.annotations.NullMarked;
