package dev.oneoff.admin.migrate.liquibase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row in which Liquibase says that it is working; nobody clears it when its process dies. */
public record LiquibaseLock(String table, String lockedBy, @Nullable Instant since) {}
