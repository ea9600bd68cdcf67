/** Reads what is imported: CSV and JSON lines, strictly, each record with the line it begins on. */
@NullMarked
package dev.oneoff.admin.transfer.imports.file;

import org.jspecify.annotations.NullMarked;
