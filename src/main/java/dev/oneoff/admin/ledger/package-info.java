/**
 * The record of runs, in the service's own database: who ran what, why, when and how it ended.
 * Beside it the room knows the running servers and an unfinished restore. Written on connections of
 * its own, so that rolling back the work does not erase it.
 */
@NullMarked
package dev.oneoff.admin.ledger;

import org.jspecify.annotations.NullMarked;
