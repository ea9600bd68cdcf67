/** One batch after the other: each in a transaction with the cursor behind it. */
@NullMarked
package dev.oneoff.admin.run.batch;

import org.jspecify.annotations.NullMarked;
