/**
 * The service's tasks, from the lists that the build writes. Names, kinds and types are available
 * without a boot, instances only with one.
 */
@NullMarked
package dev.oneoff.admin.run.index;

import org.jspecify.annotations.NullMarked;
