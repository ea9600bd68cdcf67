/**
 * Options shared by several commands. Each turns command-line words into values that a service can
 * use, or says what is wrong with them.
 */
@NullMarked
package dev.oneoff.admin.cli.option;

import org.jspecify.annotations.NullMarked;
