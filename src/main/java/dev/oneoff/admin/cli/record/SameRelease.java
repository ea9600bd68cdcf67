package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.Database;
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

  private final Database database;
  private final LedgerConnection connection;

  /**
   * For a command on this database.
   *
   * @param connection to it
   */
  SameRelease(Database database, LedgerConnection connection) {
    this.database = database;
    this.connection = connection;
  }

  // Servers register themselves in one database, whichever this command works on.
  private List<Server> servers(boolean required) throws SQLException {
    Settings settings = database.settings();
    if (settings.ofMain()) {
      return Servers.living(connection.get());
    }
    Settings main = settings.of(Datasource.main(settings.config()));
    // Nobody serves with a local PostgreSQL that would have to be started for the question.
    if (!required && main.text("quarkus.datasource.jdbc.url").isEmpty()) {
      return List.of();
    }
    try (LedgerConnection theirs = new LedgerConnection(database.of(main.datasource()))) {
      return Servers.living(theirs.get());
    } catch (AdminException e) {
      if (required) {
        throw e;
      }
      return List.of();
    }
  }

  /** How this process differs from all running servers, in a sentence. */
  private Optional<String> difference(boolean required) throws SQLException {
    List<Server> servers = servers(required);
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
    String configuration = Fingerprints.total(database.settings());
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
      difference = difference(required);
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
