/**
 * A command in the ledger: what of its words is kept, how its run is opened, and how it ends. A
 * command comes in and runs between the two; its run goes out.
 */
@NullMarked
package dev.oneoff.admin.cli.record;

import org.jspecify.annotations.NullMarked;
