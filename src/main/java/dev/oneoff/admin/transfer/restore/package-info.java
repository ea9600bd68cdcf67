/** Restores an export of everything into tables. */
@NullMarked
package dev.oneoff.admin.transfer.restore;

import org.jspecify.annotations.NullMarked;
