/**
 * JShell inside the service: snippets are compiled against the service's own classes and run in the
 * service's class loader, on the calling thread.
 */
@NullMarked
package dev.oneoff.admin.shell.engine;

import org.jspecify.annotations.NullMarked;
