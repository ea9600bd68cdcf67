/**
 * The Job that runs one command as a workload runs its servers: what it takes over from the
 * workload, what it leaves out, and what it sets itself. Plain trees of JSON, without a cluster.
 */
@NullMarked
package dev.oneoff.admin.job.manifest;

import org.jspecify.annotations.NullMarked;
