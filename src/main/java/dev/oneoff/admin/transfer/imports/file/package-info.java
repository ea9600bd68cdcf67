/**
 * Reads the file of an import: strict CSV or JSON lines, which may be compressed. Bytes go in;
 * records come out in chunks, each with the line it starts on. A record that is malformed is
 * rejected, a file that is ends the import.
 */
@NullMarked
package dev.oneoff.admin.transfer.imports.file;

import org.jspecify.annotations.NullMarked;
