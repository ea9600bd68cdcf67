package dev.oneoff.admin.shell.kept;

import java.util.Map;

/**
 * A table as it was when its rows were written. By its number, since a name may mean another table
 * elsewhere, or later.
 *
 * @param oid of the type of its rows
 * @param columns their numbers and types, in the order of a row's text
 * @param styles the settings with which PostgreSQL wrote the values
 */
public record WrittenTable(String oid, String columns, Map<String, String> styles) {}
