/** Executes tasks. */
@NullMarked
package dev.oneoff.admin.run;

import org.jspecify.annotations.NullMarked;
