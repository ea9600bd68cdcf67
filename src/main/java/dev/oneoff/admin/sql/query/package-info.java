/** HQL: what a query selects, its parameters, its rows and its plan. */
@NullMarked
package dev.oneoff.admin.sql.query;

import org.jspecify.annotations.NullMarked;
