/**
 * What a text of SQL is before it is sent: where its statements end, what they begin with, and what
 * they could do that no rollback takes back. Text comes in, statements and refusals go out; nothing
 * is run here.
 */
@NullMarked
package dev.oneoff.admin.database.statement;

import org.jspecify.annotations.NullMarked;
