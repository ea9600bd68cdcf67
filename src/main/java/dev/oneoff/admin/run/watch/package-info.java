/**
 * Watches runs from a server or a health check: overdue tasks, abandoned runs, and figures per
 * task, exposed as checks and metrics.
 */
@NullMarked
package dev.oneoff.admin.run.watch;

import org.jspecify.annotations.NullMarked;
