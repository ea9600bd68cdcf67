/** Prints pages of an HQL query, or its plan. */
@NullMarked
package dev.oneoff.admin.model.query;

import org.jspecify.annotations.NullMarked;
