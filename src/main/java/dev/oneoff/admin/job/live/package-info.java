/**
 * What runs in the cluster now: which release the servers have, the Jobs that were made of them,
 * why one does not start, and one that is followed to its end.
 */
@NullMarked
package dev.oneoff.admin.job.live;

import org.jspecify.annotations.NullMarked;
