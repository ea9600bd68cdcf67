/** Exports an entity's rows, or a query's, to a file or a pipe, in one of the text formats. */
@NullMarked
package dev.oneoff.admin.transfer.export;

import org.jspecify.annotations.NullMarked;
