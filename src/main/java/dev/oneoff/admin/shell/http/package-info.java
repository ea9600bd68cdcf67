/**
 * The service's own endpoints, called from the shell: a {@link dev.oneoff.admin.shell.http.Http}
 * request goes to Quarkus's router through memory, without a port, and comes back as an {@link
 * dev.oneoff.admin.shell.http.Answer}.
 */
@NullMarked
package dev.oneoff.admin.shell.http;

import org.jspecify.annotations.NullMarked;
