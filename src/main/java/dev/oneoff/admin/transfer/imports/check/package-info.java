/**
 * Checks whether a file's values can be imported: with fast checks of our own, and by asking
 * PostgreSQL.
 */
@NullMarked
package dev.oneoff.admin.transfer.imports.check;

import org.jspecify.annotations.NullMarked;
