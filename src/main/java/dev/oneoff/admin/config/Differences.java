package dev.oneoff.admin.config;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Server;
import dev.oneoff.admin.ledger.Servers;
import dev.oneoff.admin.setting.EffectiveSettings;
import dev.oneoff.admin.setting.Fingerprints;
import dev.oneoff.admin.setting.PlainSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares this process's settings with others. */
final class Differences {

  /** A difference, and from whom. */
  record Found(Difference difference, String with) {}

  private final Settings settings;
  private final Comparison comparison;
  private final List<Found> found = new ArrayList<>();

  Differences(Settings settings) {
    this.settings = settings;
    this.comparison = new Comparison(EffectiveSettings.of(settings), Fingerprints.of(settings));
  }

  List<Found> found() {
    return found;
  }

  /** With each running server; returns how many there are. */
  int withServers(Database database) throws SQLException {
    Servers registered = new Servers(database.dataSource());
    List<Server> servers = registered.living();
    for (Server server : servers) {
      Map<String, String> theirs = registered.settings(server.id());
      // One that has left in the meantime has no differences.
      if (!theirs.isEmpty()) {
        comparison
            .withFingerprints(theirs)
            .forEach(difference -> found.add(new Found(difference, server.instance())));
      }
    }
    return servers.size();
  }

  /** With those in a file. */
  void withFile(Path file) {
    String name = String.valueOf(file.getFileName());
    comparison
        .withValues(new OtherSettings(PlainSettings.of(settings)).read(file))
        .forEach(difference -> found.add(new Found(difference, name)));
  }
}
