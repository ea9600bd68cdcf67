package dev.oneoff.admin.cli;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import java.util.List;
import java.util.function.Consumer;

/** A command that needs the service's database and settings, without a boot. */
public non-sealed interface DatabaseCommand extends AdminCommand {

  /**
   * The datasources that it works on, one after another, unless the person names one.
   *
   * @param say is told which are left out
   */
  default List<Datasource> datasources(Settings settings, Consumer<String> say) {
    return List.of(settings.datasource());
  }

  ExitCode run(Invocation invocation, Database database) throws Exception;
}
