/** Reads what is imported: CSV and JSON lines, strictly, each record with the line it begins on. */
@NullMarked
package dev.oneoff.admin.transfer.in.file;

import org.jspecify.annotations.NullMarked;
