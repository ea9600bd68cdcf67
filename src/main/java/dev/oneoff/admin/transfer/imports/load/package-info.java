/** Loads the staged rows into the entity's table, one batch at a time. */
@NullMarked
package dev.oneoff.admin.transfer.imports.load;

import org.jspecify.annotations.NullMarked;
