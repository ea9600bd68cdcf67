/**
 * Finds the source code of the classes that snippets can name, if it is available alongside them.
 */
@NullMarked
package dev.oneoff.admin.shell.source;

import org.jspecify.annotations.NullMarked;
