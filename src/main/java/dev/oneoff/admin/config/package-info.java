/** The service's settings: shown with the origin of each, and compared. */
@NullMarked
package dev.oneoff.admin.config;

import org.jspecify.annotations.NullMarked;
