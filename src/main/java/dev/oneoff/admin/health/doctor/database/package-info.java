/** What doctor asks of PostgreSQL's own catalogue and statistics. */
@NullMarked
package dev.oneoff.admin.health.doctor.database;

import org.jspecify.annotations.NullMarked;
