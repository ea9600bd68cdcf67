/**
 * The service's entities as Hibernate maps them: which there are, the columns they are printed in,
 * and the sessions that read them. This is the only place that knows which of their attributes are
 * sensitive.
 */
@NullMarked
package dev.oneoff.admin.entity;

import org.jspecify.annotations.NullMarked;
