/**
 * What JLine needs to know about Java as it is typed: whether it is complete, what could follow,
 * and how to colour it.
 */
@NullMarked
package dev.oneoff.admin.shell.prompt;

import org.jspecify.annotations.NullMarked;
