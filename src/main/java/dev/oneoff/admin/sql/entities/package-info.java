/**
 * The service's entities as Hibernate has mapped them: which there are, the columns that they are
 * printed in, and the sessions in which they are read. What is sensitive is known here, and nowhere
 * else in this feature.
 */
@NullMarked
package dev.oneoff.admin.sql.entities;

import org.jspecify.annotations.NullMarked;
