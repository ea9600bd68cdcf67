/**
 * Pages of an HQL query, printed, and its plan. A query and a page come in, rows or a plan go out.
 */
@NullMarked
package dev.oneoff.admin.model.query;

import org.jspecify.annotations.NullMarked;
