/**
 * Ring 3: the packaged jar as its users run it, by exit code, stdout, stderr, sockets and signals.
 */
package dev.oneoff.it;
