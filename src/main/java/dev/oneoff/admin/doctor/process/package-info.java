/** The doctor's checks of the build, the settings, the Java process and the container's limits. */
@NullMarked
package dev.oneoff.admin.doctor.process;

import org.jspecify.annotations.NullMarked;
