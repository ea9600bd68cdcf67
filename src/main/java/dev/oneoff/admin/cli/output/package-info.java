/**
 * What a command writes: data to stdout or to a file, progress and streams of the process. Rows,
 * bytes and counts come in; what goes out is whole, or its failure is told.
 */
@NullMarked
package dev.oneoff.admin.cli.output;

import org.jspecify.annotations.NullMarked;
