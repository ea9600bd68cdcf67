/**
 * The tasks that there are. The lists of the build come in; names, kinds and types go out, without
 * a boot, and objects with one.
 */
@NullMarked
package dev.oneoff.admin.run.index;

import org.jspecify.annotations.NullMarked;
