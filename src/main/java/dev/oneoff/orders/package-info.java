/**
 * The business: customers order products. Entity, service and REST resource live side by side;
 * services hold the transactions and the rules, resources only translate HTTP. Nothing here knows
 * that the same jar is also its admin CLI, except for {@link dev.oneoff.admin.Sensitive}, which
 * marks personal data.
 */
@NullMarked
package dev.oneoff.orders;

import org.jspecify.annotations.NullMarked;
