/** What doctor asks of the settings and of the Java process. */
@NullMarked
package dev.oneoff.admin.health.doctor.process;

import org.jspecify.annotations.NullMarked;
