/**
 * How this process was started: which jars the service is packaged as, which build that is, with
 * which of Quarkus's extensions in it, and from which cache of classes. It knows only the root.
 */
@NullMarked
package dev.oneoff.admin.start;

import org.jspecify.annotations.NullMarked;
