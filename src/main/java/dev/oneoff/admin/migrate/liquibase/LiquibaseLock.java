package dev.oneoff.admin.migrate.liquibase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row in which Liquibase says that it works; nobody takes it back when its process dies. */
public record LiquibaseLock(String table, String lockedBy, @Nullable Instant since) {}
