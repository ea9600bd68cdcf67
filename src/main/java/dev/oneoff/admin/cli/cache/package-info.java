/**
 * Makes the cache of classes from which the launcher lets Java start. In goes the jar, out comes a
 * file; the launcher starts {@link dev.oneoff.admin.cli.cache.CacheMaker}.
 */
@NullMarked
package dev.oneoff.admin.cli.cache;

import org.jspecify.annotations.NullMarked;
