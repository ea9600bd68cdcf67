/** Rows as text: one class per format, each writing a row as it comes. */
@NullMarked
package dev.oneoff.admin.cli.format;

import org.jspecify.annotations.NullMarked;
