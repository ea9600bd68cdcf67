package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The datasources whose schemas this release migrates, in this order: the one that commands work
 * on, and after it the others that have a changelog or migrations of their own, by name.
 */
public final class MigratedDatasources {

  private static final Set<String> POSTGRESQL = Set.of("postgresql", "pgsql", "pg");

  private MigratedDatasources() {}

  /**
   * All of them.
   *
   * @param say is told which are left out
   */
  public static List<Datasource> of(Settings settings, Consumer<String> say) {
    Set<String> names = settings.names();
    Datasource first = settings.datasource();
    List<Datasource> all = new ArrayList<>();
    if (first.in(names)) {
      all.add(first);
    }
    for (String name : Datasource.names(names)) {
      Datasource datasource = new Datasource(name);
      Settings its = settings.of(datasource);
      if (!datasource.equals(first) && MigrationTools.hasChangelog(its)) {
        if (postgresql(its)) {
          all.add(datasource);
        } else {
          say.accept(
              "The datasource " + datasource + " is left out, because it is not PostgreSQL.");
        }
      }
    }
    return all.isEmpty() ? List.of(first) : all;
  }

  /**
   * The same for an option that means one schema.
   *
   * @throws AdminException {@code USAGE} if there are several
   */
  public static List<Datasource> onlyOne(Settings settings, String option) {
    List<Datasource> all = of(settings, left -> {});
    if (all.size() > 1) {
      throw AdminException.usage(
          option
              + " is for one schema, and this service has several. Add --datasource, with one of "
              + String.join(", ", all.stream().map(Datasource::toString).toList())
              + ".");
    }
    return all;
  }

  private static boolean postgresql(Settings settings) {
    return settings
        .text("quarkus.datasource.db-kind")
        .map(kind -> POSTGRESQL.contains(kind.toLowerCase(Locale.ROOT)))
        .orElse(true);
  }
}
