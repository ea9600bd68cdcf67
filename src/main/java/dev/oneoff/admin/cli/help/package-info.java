/**
 * What answers without doing anything: help, manual pages and completion. The tree of commands
 * comes in, text goes out.
 */
@NullMarked
package dev.oneoff.admin.cli.help;

import org.jspecify.annotations.NullMarked;
