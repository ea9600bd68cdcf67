/**
 * What happens to the items of one batch, and what it changed. Items come in, SQL or a task's own
 * work goes out, and the rows as they were before and after.
 */
@NullMarked
package dev.oneoff.admin.run.step;

import org.jspecify.annotations.NullMarked;
