package dev.oneoff.admin.cli;

/**
 * A command that reports on the server's health, so it is booted with the server's own route to the
 * database, pooler and all. All others bypass a pooler if DATABASE_DIRECT_URL says how.
 */
public interface AsTheServer {}
