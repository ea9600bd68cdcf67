/**
 * Commands that only print text about the others: help, manual pages and completion, all generated
 * from the command tree.
 */
@NullMarked
package dev.oneoff.admin.cli.help;

import org.jspecify.annotations.NullMarked;
