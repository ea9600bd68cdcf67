/**
 * {@code query}: one HQL query, held to reading. The query, its parameters and a page go in; the
 * rows of that page, or the SQL and PostgreSQL's plan for it, are printed, with what is known about
 * the page.
 */
@NullMarked
package dev.oneoff.admin.model.query;

import org.jspecify.annotations.NullMarked;
