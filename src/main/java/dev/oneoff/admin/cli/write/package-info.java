/**
 * Guards the consoles' writes against touching more rows than expected: they are tried, shown and
 * confirmed. A console only supplies how a statement is tried.
 */
@NullMarked
package dev.oneoff.admin.cli.write;

import org.jspecify.annotations.NullMarked;
