/**
 * Brings a file's rows in: staged whole, counted there, loaded in bounded batches. A file and an
 * order come in; rows, counts and rejected lines go out.
 */
@NullMarked
package dev.oneoff.admin.transfer.imports;

import org.jspecify.annotations.NullMarked;
