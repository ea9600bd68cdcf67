package dev.oneoff.admin.shell.kept;

import java.util.Map;

/**
 * A table as it was when its rows were written. By its number, as a name means another table
 * elsewhere, or later.
 *
 * @param oid of the type of its rows
 * @param columns their numbers and types, in the order in which a row's text has them
 * @param styles the settings by which PostgreSQL wrote the values
 */
public record WrittenTable(String oid, String columns, Map<String, String> styles) {}
