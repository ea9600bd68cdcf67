package dev.oneoff.admin.migrate.changeset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;

/**
 * What a changelog's table records, by one query. Liquibase's own way of reading it first takes a
 * snapshot of the catalogue and creates the table if it is missing, which a query must not do.
 */
public final class AppliedChangesets {

  private final List<RanChangeSet> ran;
  private final List<RanChangeSet> going;
  private final Map<String, List<RanChangeSet>> byId;

  private AppliedChangesets(List<RanChangeSet> ran, List<RanChangeSet> going) {
    this.ran = ran;
    this.going = going;
    this.byId =
        ran.stream()
            .filter(row -> !going.contains(row))
            .collect(Collectors.groupingBy(RanChangeSet::getId));
  }

  /**
   * @param table quoted and qualified, as written in a statement
   */
  static AppliedChangesets read(Connection connection, String table) throws SQLException {
    List<RanChangeSet> ran = new ArrayList<>();
    List<RanChangeSet> going = new ArrayList<>();
    Tables there = Tables.of(connection, table);
    if (!there.changelog()) {
      return new AppliedChangesets(ran, going);
    }
    String isGoing =
        there.steps()
            ? "exists (select from "
                + StepLog.TABLE
                + " s where s.back and s.changelog = ? and s.id = c.id and s.author = c.author and"
                + " s.file = c.filename)"
            : "?::text is null";
    try (PreparedStatement query =
        connection.prepareStatement(
            "select filename, id, author, md5sum, dateexecuted, exectype, tag, "
                + isGoing
                + " as going from "
                + table
                + " c order by dateexecuted, orderexecuted")) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          ran.add(row(rows));
          if (rows.getBoolean("going")) {
            going.add(ran.get(ran.size() - 1));
          }
        }
      }
    }
    return new AppliedChangesets(ran, going);
  }

  private static RanChangeSet row(ResultSet rows) throws SQLException {
    return new RanChangeSet(
        rows.getString("filename"),
        rows.getString("id"),
        rows.getString("author"),
        CheckSum.parse(rows.getString("md5sum")),
        rows.getTimestamp("dateexecuted"),
        rows.getString("tag"),
        ChangeSet.ExecType.valueOf(rows.getString("exectype")),
        null,
        null,
        null,
        null,
        null);
  }

  /** Which of them exist, by one query. */
  private record Tables(boolean changelog, boolean steps) {

    static Tables of(Connection connection, String changelog) throws SQLException {
      try (PreparedStatement query =
          connection.prepareStatement(
              "select to_regclass(?) is not null, to_regclass(?) is not null")) {
        query.setString(1, changelog);
        query.setString(2, StepLog.TABLE);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          return new Tables(row.getBoolean(1), row.getBoolean(2));
        }
      }
    }
  }

  /** The row of a changeset that is applied, and not half rolled back. */
  public Optional<RanChangeSet> find(ChangeSet changeSet) {
    return byId.getOrDefault(changeSet.getId(), List.of()).stream()
        .filter(candidate -> candidate.isSameAs(changeSet))
        .findFirst();
  }

  public List<RanChangeSet> all() {
    return ran;
  }

  /** Those whose process died while rolling them back. */
  List<RanChangeSet> beingRolledBack() {
    return going;
  }

  public static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
