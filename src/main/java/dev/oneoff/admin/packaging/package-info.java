/**
 * The last step of a build: from the jar that Quarkus wrote comes one that is small, the same each
 * time, and of use to Java's class caches. In goes the jar, and out comes another under the same
 * name, with a launcher beside it and the two jars of the container image. The packaged jar itself
 * leaves this package out.
 */
@NullMarked
package dev.oneoff.admin.packaging;

import org.jspecify.annotations.NullMarked;
