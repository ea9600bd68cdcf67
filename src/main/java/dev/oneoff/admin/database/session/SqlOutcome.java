package dev.oneoff.admin.database.session;

import java.util.List;

/**
 * How a statement went.
 *
 * @param rows that it gave, or that it changed
 * @param changes in which tables; empty for what only reads, and where it cannot be told
 * @param wrote whether its transaction wrote anything, rows or not
 */
public record SqlOutcome(long rows, List<TableChange> changes, boolean wrote) {}
