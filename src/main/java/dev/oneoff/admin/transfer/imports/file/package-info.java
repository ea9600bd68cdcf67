/** Reads import files: strict CSV and JSON lines, each record with the line it starts on. */
@NullMarked
package dev.oneoff.admin.transfer.imports.file;

import org.jspecify.annotations.NullMarked;
