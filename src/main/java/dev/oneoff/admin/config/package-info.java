/**
 * The service's settings. {@code config show} prints each with its value, or a mask, and where it
 * comes from; {@code config diff} compares this process's with those that the running servers
 * registered, or with another process's.
 */
@NullMarked
package dev.oneoff.admin.config;

import org.jspecify.annotations.NullMarked;
