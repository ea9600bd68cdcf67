/**
 * {@code doctor}: checks everything that can be wrong with a service and its database. Checks are
 * beans from any package; the result is findings and one exit code.
 */
@NullMarked
package dev.oneoff.admin.doctor;

import org.jspecify.annotations.NullMarked;
