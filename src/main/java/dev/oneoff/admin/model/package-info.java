/**
 * The service's entities, seen by a person: what they are, where they are kept, one of them with
 * what belongs to it, and queries in HQL. Names and queries come in, tables, diagrams and rows go
 * out, what is sensitive masked.
 */
@NullMarked
package dev.oneoff.admin.model;

import org.jspecify.annotations.NullMarked;
