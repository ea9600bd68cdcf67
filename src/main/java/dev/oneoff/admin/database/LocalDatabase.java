package dev.oneoff.admin.database;

/**
 * A database on the local PostgreSQL.
 *
 * @param bytes its size on disk
 */
public record LocalDatabase(String name, long bytes) {}
