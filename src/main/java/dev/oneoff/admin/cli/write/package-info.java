/**
 * Writes of the consoles that are larger than they look: tried, shown and asked for. What a console
 * adds is how a statement is tried.
 */
@NullMarked
package dev.oneoff.admin.cli.write;

import org.jspecify.annotations.NullMarked;
