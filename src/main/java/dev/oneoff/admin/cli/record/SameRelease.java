package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.ledger.LedgerConnection;
import dev.oneoff.admin.ledger.Server;
import dev.oneoff.admin.ledger.Servers;
import dev.oneoff.admin.setting.Fingerprints;
import dev.oneoff.admin.start.Release;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Factor XII, made checkable: an admin process runs the same release and configuration as the
 * servers. If no server runs, there is nothing to differ from.
 */
final class SameRelease {

  private final LedgerConnection connection;
  private final Settings settings;

  SameRelease(LedgerConnection connection, Settings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /** How this process differs from all running servers, in a sentence. */
  Optional<String> difference() throws SQLException {
    List<Server> servers = Servers.living(connection.get());
    String release = Release.current().toString();
    if (servers.isEmpty()) {
      return Optional.empty();
    }
    if (servers.stream().noneMatch(server -> server.release().equals(release))) {
      String serving =
          servers.stream()
              .map(Server::release)
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .collect(Collectors.joining(" and "));
      return Optional.of("This is " + release + ", and the running servers have " + serving + ".");
    }
    String configuration = Fingerprints.total(settings);
    return servers.stream().noneMatch(server -> server.configuration().equals(configuration))
        ? Optional.of(
            "This process is not configured like the running servers; 'config diff' shows the"
                + " differences.")
        : Optional.empty();
  }

  /**
   * Reports the difference.
   *
   * @param required whether there must be none
   * @throws AdminException {@code REFUSED} if there is one and must not be
   */
  void check(Console console, boolean required) {
    Optional<String> difference;
    try {
      difference = difference();
    } catch (SQLException e) {
      if (required) {
        throw AdminException.refused(
            "The list of running servers cannot be read: " + e.getMessage(), e);
      }
      return;
    }
    if (difference.isPresent() && required) {
      throw AdminException.refused(difference.get());
    }
    difference.ifPresent(sentence -> console.sayOnce("warning: " + sentence));
  }
}
