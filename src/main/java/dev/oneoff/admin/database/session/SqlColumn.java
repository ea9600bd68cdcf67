package dev.oneoff.admin.database.session;

/**
 * A column of a result.
 *
 * @param name as PostgreSQL names it; the second of two with one name has a number behind it
 * @param type as PostgreSQL names it
 * @param masked whether its values are not shown
 */
public record SqlColumn(String name, String type, boolean masked) {}
