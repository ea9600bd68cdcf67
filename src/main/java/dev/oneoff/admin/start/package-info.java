/**
 * How this process was started: which jars the service is packaged as, which build that is, and
 * from which cache of classes Java started. It knows only the root.
 */
@NullMarked
package dev.oneoff.admin.start;

import org.jspecify.annotations.NullMarked;
