/** Data export and import. */
@NullMarked
package dev.oneoff.admin.transfer;

import org.jspecify.annotations.NullMarked;
