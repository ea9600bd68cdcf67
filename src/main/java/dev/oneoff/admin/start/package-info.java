/**
 * How this process was started: from which build, and from which cache of classes. It knows only
 * the root.
 */
@NullMarked
package dev.oneoff.admin.start;

import org.jspecify.annotations.NullMarked;
