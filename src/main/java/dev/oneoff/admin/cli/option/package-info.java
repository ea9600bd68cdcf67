/**
 * The options that several commands share. Words of the command line come in, values that a service
 * can work with go out, and a sentence where a word makes no sense.
 */
@NullMarked
package dev.oneoff.admin.cli.option;

import org.jspecify.annotations.NullMarked;
