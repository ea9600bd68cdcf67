/**
 * What happens to the items of one batch, and what it changed: runs SQL or a task's own code, and
 * captures the rows before and after.
 */
@NullMarked
package dev.oneoff.admin.run.step;

import org.jspecify.annotations.NullMarked;
