package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.transfer.manifest.Manifest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;

/** Carries out a {@link RestorePlan}: prepares the tables, notes what is in, and concludes. */
final class RestoreRun {

  private final RestorePlan plan;
  private final Connection connection;

  RestoreRun(RestorePlan plan, Connection connection) {
    this.plan = plan;
    this.connection = connection;
  }

  /** Empties what is to be replaced, takes off what would be in the way, and commits. */
  void begin() throws SQLException {
    if (plan.empties()) {
      empty();
    }
    if (plan.begins()) {
      plan.notes().begin(plan.request().source());
    }
    new KeysOff(connection).take(plan.off());
    connection.commit();
  }

  private void empty() throws SQLException {
    HeldTriggers triggers = HeldTriggers.of(plan.tables(), connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate "
              + plan.tables().stream().map(TargetTable::source).collect(Collectors.joining(", ")));
    }
    triggers.release();
  }

  /** Begins a group's transaction. */
  void begin(RestorePlan.Group group) throws SQLException {
    if (group.tables().size() > 1) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set constraints all deferred");
      }
    }
  }

  /** In its transaction. */
  void loaded(TargetTable table) throws SQLException {
    plan.notes().note(table.name());
  }

  /** Sets the sequences, puts back what is off, and compares the result with the manifest. */
  void finish() throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
      for (Manifest.SequenceState sequence : plan.manifest().sequences()) {
        set.setString(1, RestoreRequirements.quoted(sequence));
        set.setLong(2, sequence.lastValue());
        set.setBoolean(3, sequence.called());
        set.execute();
      }
    }
    new KeysOff(connection).putBack();
    for (TargetTable table : plan.tables()) {
      long count = table.count(connection);
      if (count != table.file().rows()) {
        throw AdminException.failed(
            String.format(
                Locale.ROOT,
                "%s has %,d rows now, and the manifest says %,d: somebody else wrote, too.",
                table.name(),
                count,
                table.file().rows()),
            null);
      }
    }
    plan.notes().end();
    connection.commit();
  }
}
