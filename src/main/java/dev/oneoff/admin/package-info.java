/**
 * The toolkit: everything about admin processes, and nothing of the service that it administers.
 * Its root holds what every part may use; each part below has one reason to exist.
 */
@NullMarked
package dev.oneoff.admin;

import org.jspecify.annotations.NullMarked;
