package dev.oneoff.admin.database.local;

/**
 * A database on the local PostgreSQL.
 *
 * @param bytes its size on disk
 */
public record LocalDatabase(String name, long bytes) {}
