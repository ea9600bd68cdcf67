/** Exports all of the service's tables as of one moment. */
@NullMarked
package dev.oneoff.admin.transfer.dump;

import org.jspecify.annotations.NullMarked;
