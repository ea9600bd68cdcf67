/**
 * What doctor asks of PostgreSQL's own catalogue and statistics. A connection comes in, findings go
 * out; nothing is changed.
 */
@NullMarked
package dev.oneoff.admin.doctor.database;

import org.jspecify.annotations.NullMarked;
