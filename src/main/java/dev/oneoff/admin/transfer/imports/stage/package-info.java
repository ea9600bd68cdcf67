/**
 * Puts the records of a file into a staging table, with one COPY, and finds what only the whole
 * file shows: duplicates, rows that exist already, references that lead nowhere. What comes out is
 * the table, in which each rejected line has a reason.
 */
@NullMarked
package dev.oneoff.admin.transfer.imports.stage;

import org.jspecify.annotations.NullMarked;
