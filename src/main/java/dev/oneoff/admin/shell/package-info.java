/**
 * {@code shell}: Java inside the service. {@link dev.oneoff.admin.shell.ShellSession} runs snippets
 * one after another, each recorded beforehand and in a request context of its own; {@link
 * dev.oneoff.admin.shell.Helpers} is what snippets call.
 */
@NullMarked
package dev.oneoff.admin.shell;

import org.jspecify.annotations.NullMarked;
