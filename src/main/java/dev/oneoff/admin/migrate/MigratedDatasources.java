package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The datasources whose schemas this release migrates, in this order: the one that commands work
 * on, and after it the others that have a changelog or migrations of their own, by name.
 */
public final class MigratedDatasources {

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
    // A name that somebody wrote stays, so that a wrong one is told.
    if (!first.isDefault() || first.in(names)) {
      all.add(first);
    }
    Stream.concat(
            Stream.of(Datasource.DEFAULT).filter(standard -> standard.in(names)),
            Datasource.names(names).stream().map(Datasource::new))
        .filter(datasource -> !datasource.equals(first))
        .filter(datasource -> MigrationTools.hasChangelog(settings.of(datasource)))
        .filter(datasource -> settings.of(datasource).postgresql(say))
        .forEach(all::add);
    return all.isEmpty() ? List.of(first) : all;
  }

  /**
   * The same for an option that means one schema.
   *
   * @param option with its verb: "--sql is"
   * @throws AdminException {@code USAGE} if there are several
   */
  public static List<Datasource> onlyOne(Settings settings, String option) {
    List<Datasource> all = of(settings, left -> {});
    if (all.size() > 1) {
      throw AdminException.usage(
          option
              + " for one schema, and this service has several. Add --datasource with one of these: "
              + String.join(", ", all.stream().map(Datasource::toString).toList())
              + ".");
    }
    return all;
  }
}
