/**
 * {@code doctor}: looks at all that can be wrong with a service and its database. Checks come in as
 * beans of every room, findings and one exit code go out.
 */
@NullMarked
package dev.oneoff.admin.doctor;

import org.jspecify.annotations.NullMarked;
