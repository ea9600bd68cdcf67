package dev.oneoff.admin.cli.boot;

/**
 * A command that tells how the server fares, so it is booted with the server's way to the database,
 * pooler and all. Every other one goes past a pooler where DATABASE_DIRECT_URL says how.
 */
public interface AsTheServer {}
