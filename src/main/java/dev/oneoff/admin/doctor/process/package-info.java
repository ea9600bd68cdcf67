/**
 * What doctor asks of the settings and of the Java process. The configuration and the container's
 * limits come in, findings go out.
 */
@NullMarked
package dev.oneoff.admin.doctor.process;

import org.jspecify.annotations.NullMarked;
