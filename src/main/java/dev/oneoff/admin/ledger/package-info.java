/**
 * The record of runs, in the service's own database: who ran what, why, when and with which end.
 * Written on connections of its own, so that no rollback of the work takes it back.
 */
@NullMarked
package dev.oneoff.admin.ledger;

import org.jspecify.annotations.NullMarked;
