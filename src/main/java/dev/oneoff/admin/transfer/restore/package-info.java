/** An export of everything, back into tables. */
@NullMarked
package dev.oneoff.admin.transfer.restore;

import org.jspecify.annotations.NullMarked;
