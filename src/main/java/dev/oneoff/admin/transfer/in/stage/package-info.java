/** The table that a file is staged in, and what is counted there. */
@NullMarked
package dev.oneoff.admin.transfer.in.stage;

import org.jspecify.annotations.NullMarked;
