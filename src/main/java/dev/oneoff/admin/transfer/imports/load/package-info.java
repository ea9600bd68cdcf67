/** From the staged rows into the entity's table, a batch at a time. */
@NullMarked
package dev.oneoff.admin.transfer.imports.load;

import org.jspecify.annotations.NullMarked;
