/**
 * What {@code doctor --adopt} tells of a service as a whole: what the toolkit changes in it, what
 * it found, and what is missing. Features add what they know of their own.
 */
@NullMarked
package dev.oneoff.admin.doctor.adopt;

import org.jspecify.annotations.NullMarked;
