/**
 * Checks the values of a file one row at a time, before they are staged: whether PostgreSQL can
 * read them as their column's type, by fast checks of our own or by asking it, and whether Bean
 * Validation accepts them. A value that does not pass rejects its line, with a reason.
 */
@NullMarked
package dev.oneoff.admin.transfer.imports.check;

import org.jspecify.annotations.NullMarked;
