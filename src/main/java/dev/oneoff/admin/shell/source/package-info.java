/** The sources of what code can name, where they are beside the classes. */
@NullMarked
package dev.oneoff.admin.shell.source;

import org.jspecify.annotations.NullMarked;
