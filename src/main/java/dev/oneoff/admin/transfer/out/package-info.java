/** An entity's rows, or a query's, into a file or a pipe. */
@NullMarked
package dev.oneoff.admin.transfer.out;

import org.jspecify.annotations.NullMarked;
