/** Runs batches one after another, each in a transaction that also saves its cursor. */
@NullMarked
package dev.oneoff.admin.run.batch;

import org.jspecify.annotations.NullMarked;
