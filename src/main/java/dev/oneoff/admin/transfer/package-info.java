/** Data out and in. */
@NullMarked
package dev.oneoff.admin.transfer;

import org.jspecify.annotations.NullMarked;
