/**
 * Makes the caches of classes from which Java starts. In goes the jar, out come files; the launcher
 * starts {@link dev.oneoff.admin.cli.cache.CacheMaker}, the image's build starts {@link
 * dev.oneoff.admin.cli.cache.ImageCache}.
 */
@NullMarked
package dev.oneoff.admin.cli.cache;

import org.jspecify.annotations.NullMarked;
