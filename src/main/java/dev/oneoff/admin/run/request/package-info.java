/**
 * Requests to the processes of a run, from another process: pause, cancel, resume, retry or undo.
 * Writes a request to the ledger and reports what came of it.
 */
@NullMarked
package dev.oneoff.admin.run.request;

import org.jspecify.annotations.NullMarked;
