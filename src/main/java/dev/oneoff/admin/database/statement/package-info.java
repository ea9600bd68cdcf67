/**
 * Analyses SQL text before it is sent: where its statements end, what they begin with, and whether
 * they could do something that no rollback undoes. Nothing is run here.
 */
@NullMarked
package dev.oneoff.admin.database.statement;

import org.jspecify.annotations.NullMarked;
