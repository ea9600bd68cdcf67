/**
 * Commands that manage the local PostgreSQL, which {@code database.local} runs: start, stop, status
 * and reset. They only touch what this machine's user started.
 */
@NullMarked
package dev.oneoff.admin.local;

import org.jspecify.annotations.NullMarked;
