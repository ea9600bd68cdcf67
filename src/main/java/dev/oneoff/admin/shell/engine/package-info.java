/**
 * JShell inside the service: what is typed is compiled against the service as its authors know it,
 * and runs in the service's class loader, on the thread that asks.
 */
@NullMarked
package dev.oneoff.admin.shell.engine;

import org.jspecify.annotations.NullMarked;
