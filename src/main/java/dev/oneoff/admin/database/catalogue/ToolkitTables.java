package dev.oneoff.admin.database.catalogue;

import dev.oneoff.admin.Settings;
import java.util.Locale;

/** The tables that are not the service's: the toolkit's own, and those of its changelog. */
public final class ToolkitTables {

  /** A condition that is false for whatever is named as the toolkit's tables are. */
  public static final String NOT_OURS = "c.relname not like 'admin\\_%'";

  /** Exactly their names, as a regular expression. */
  public static final String NAMES =
      "admin_(environment|run|run_[a-z]+|server|import|import_[0-9]+|restore|restore_key|changeset_step|changelog|changelog_lock)";

  private static final String CHANGELOG = "quarkus.liquibase.database-change-log-table-name";
  private static final String LOCK = "quarkus.liquibase.database-change-log-lock-table-name";

  private ToolkitTables() {}

  /** The table of the service's changelog, in lower case. */
  public static String changelog(Settings settings) {
    return settings.text(CHANGELOG).orElse("databasechangelog").toLowerCase(Locale.ROOT);
  }

  /** The table of its lock, in lower case. */
  public static String changelogLock(Settings settings) {
    return settings.text(LOCK).orElse("databasechangeloglock").toLowerCase(Locale.ROOT);
  }
}
