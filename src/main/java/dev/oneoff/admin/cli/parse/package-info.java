/**
 * From the words of a command line to one command and its options. {@link
 * dev.oneoff.admin.cli.parse.CommandTree} is assembled from what the build lists and yields a
 * parsed command, along with its {@link dev.oneoff.admin.cli.parse.Arguments} in normalized order.
 */
@NullMarked
package dev.oneoff.admin.cli.parse;

import org.jspecify.annotations.NullMarked;
