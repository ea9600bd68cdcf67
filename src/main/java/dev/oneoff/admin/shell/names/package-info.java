/**
 * What code in the shell can name: the service's entities and beans, and what is known of them
 * while somebody types.
 */
@NullMarked
package dev.oneoff.admin.shell.names;

import org.jspecify.annotations.NullMarked;
