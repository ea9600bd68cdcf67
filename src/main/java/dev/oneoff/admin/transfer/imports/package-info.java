/**
 * Imports a file's rows: the whole file is staged, counted, and loaded in bounded batches. Produces
 * rows, counts and rejected lines.
 */
@NullMarked
package dev.oneoff.admin.transfer.imports;

import org.jspecify.annotations.NullMarked;
