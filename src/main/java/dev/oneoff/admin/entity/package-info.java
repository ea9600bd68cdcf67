/**
 * The service's entities as Hibernate maps them: which there are, the columns they are printed in,
 * and the sessions that read them. It knows by the mapping which columns are sensitive; {@code
 * database.sensitive} knows it without a boot, by the list that the build made.
 */
@NullMarked
package dev.oneoff.admin.entity;

import org.jspecify.annotations.NullMarked;
