/** Commands that manage the local PostgreSQL. */
@NullMarked
package dev.oneoff.admin.local;

import org.jspecify.annotations.NullMarked;
