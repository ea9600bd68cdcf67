/**
 * The toolkit: everything about admin processes, and nothing about the service that it administers.
 * The root package holds what every part may use; each subpackage has one reason to exist.
 */
@NullMarked
package dev.oneoff.admin;

import org.jspecify.annotations.NullMarked;
