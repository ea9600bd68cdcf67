/** Looks at all that can be wrong with a service and its database. */
@NullMarked
package dev.oneoff.admin.health.doctor;

import org.jspecify.annotations.NullMarked;
