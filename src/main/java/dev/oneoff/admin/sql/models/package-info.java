/** What the entities are, where they are kept, and one of them with what hangs on it. */
@NullMarked
package dev.oneoff.admin.sql.models;

import org.jspecify.annotations.NullMarked;
