/** Which release this is and where it runs. */
@NullMarked
package dev.oneoff.admin.release;

import org.jspecify.annotations.NullMarked;
