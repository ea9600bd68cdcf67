/**
 * Makes the cache of classes from which the launcher lets Java start. In goes the jar, out comes a
 * file; {@link dev.oneoff.admin.cli.cache.CacheMaker} is started by the launcher, and by the build
 * of the image.
 */
@NullMarked
package dev.oneoff.admin.cli.cache;

import org.jspecify.annotations.NullMarked;
