/**
 * From the words of a command line to one command with its options. {@link
 * dev.oneoff.admin.cli.parse.CommandTree} is put together from what the build lists; a parsed
 * command goes out, and {@link dev.oneoff.admin.cli.parse.Arguments} in an order of their own.
 */
@NullMarked
package dev.oneoff.admin.cli.parse;

import org.jspecify.annotations.NullMarked;
