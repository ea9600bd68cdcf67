/** The service's settings: shown with where each comes from, and compared. */
@NullMarked
package dev.oneoff.admin.config;

import org.jspecify.annotations.NullMarked;
