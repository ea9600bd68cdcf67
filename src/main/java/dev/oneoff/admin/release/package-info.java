/**
 * Which release this is and where it runs: {@code about} for this process, {@code release} for the
 * running servers. A server registers itself here, with its settings' fingerprints, and keeps its
 * heartbeat.
 */
@NullMarked
package dev.oneoff.admin.release;

import org.jspecify.annotations.NullMarked;
