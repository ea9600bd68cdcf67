/** Pages of an HQL query, printed, and its plan. */
@NullMarked
package dev.oneoff.admin.sql.query;

import org.jspecify.annotations.NullMarked;
