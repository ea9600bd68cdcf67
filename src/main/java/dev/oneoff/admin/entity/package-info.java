/**
 * The service's entities as Hibernate has mapped them: which there are, the columns that they are
 * printed in, and the sessions in which they are read. What is sensitive of them is known here, and
 * nowhere else.
 */
@NullMarked
package dev.oneoff.admin.entity;

import org.jspecify.annotations.NullMarked;
