/** Brings a file's rows in: staged whole, counted there, loaded in bounded batches. */
@NullMarked
package dev.oneoff.admin.transfer.in;

import org.jspecify.annotations.NullMarked;
