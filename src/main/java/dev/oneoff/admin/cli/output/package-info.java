/**
 * What a command writes: data to stdout or to a file, progress, and the streams and signals of the
 * process. Output is either complete or its failure is reported.
 */
@NullMarked
package dev.oneoff.admin.cli.output;

import org.jspecify.annotations.NullMarked;
