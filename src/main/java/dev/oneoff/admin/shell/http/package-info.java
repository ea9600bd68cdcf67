/**
 * Calls the service's own endpoints from the shell: a {@link dev.oneoff.admin.shell.http.Http}
 * request goes to Quarkus's router in memory, without a port, and comes back as an {@link
 * dev.oneoff.admin.shell.http.Answer}.
 */
@NullMarked
package dev.oneoff.admin.shell.http;

import org.jspecify.annotations.NullMarked;
