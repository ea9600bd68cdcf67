/**
 * An entity's rows, or a query's, into a file or a pipe. A selection comes in, text in one of the
 * formats goes out.
 */
@NullMarked
package dev.oneoff.admin.transfer.export;

import org.jspecify.annotations.NullMarked;
