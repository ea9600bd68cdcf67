/** The doctor's checks of PostgreSQL's own catalogue and statistics. They change nothing. */
@NullMarked
package dev.oneoff.admin.doctor.database;

import org.jspecify.annotations.NullMarked;
