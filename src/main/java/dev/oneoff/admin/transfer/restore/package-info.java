/**
 * {@code import --all}: fills the service's tables from what {@code export --all} wrote. Reads the
 * manifest, plans an order in which the foreign keys hold, takes off those that cannot, loads each
 * table, and puts them back. What is in is noted, so that an interrupted restore resumes.
 */
@NullMarked
package dev.oneoff.admin.transfer.restore;

import org.jspecify.annotations.NullMarked;
