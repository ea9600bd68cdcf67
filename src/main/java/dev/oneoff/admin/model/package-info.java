/**
 * The service's entities as a person explores them: what they are, where they are stored, one of
 * them with everything that belongs to it, and queries in HQL. Prints tables, diagrams and rows,
 * with sensitive values masked.
 */
@NullMarked
package dev.oneoff.admin.model;

import org.jspecify.annotations.NullMarked;
