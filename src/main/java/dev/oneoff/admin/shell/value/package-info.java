/** Values as a person reads them: a table, an object's properties, a page at a time. */
@NullMarked
package dev.oneoff.admin.shell.value;

import org.jspecify.annotations.NullMarked;
