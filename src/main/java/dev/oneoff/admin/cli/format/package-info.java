/** Rows as text: one class per format, each writing rows as they arrive. */
@NullMarked
package dev.oneoff.admin.cli.format;

import org.jspecify.annotations.NullMarked;
