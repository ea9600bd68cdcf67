/**
 * The business: customers order products. Entity, service and REST resource stand side by side; a
 * service holds the transactions and the rules, a resource only translates HTTP. Nothing in here
 * knows that the same jar is also its admin, but for {@link dev.oneoff.admin.Sensitive}, which says
 * what is personal.
 */
@NullMarked
package dev.oneoff.orders;

import org.jspecify.annotations.NullMarked;
