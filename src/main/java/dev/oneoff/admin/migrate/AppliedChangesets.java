package dev.oneoff.admin.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;

/**
 * What a changelog's table records, by one query. Liquibase's own reading takes a snapshot of the
 * catalogue first and creates the table where it is missing, which a question must not do.
 */
final class AppliedChangesets {

  private final List<RanChangeSet> ran;
  private final Map<String, List<RanChangeSet>> byId;

  private AppliedChangesets(List<RanChangeSet> ran) {
    this.ran = ran;
    this.byId = ran.stream().collect(Collectors.groupingBy(RanChangeSet::getId));
  }

  /**
   * @param table quoted and qualified, as it stands in a statement
   */
  static AppliedChangesets read(Connection connection, String table) throws SQLException {
    if (!exists(connection, table)) {
      return new AppliedChangesets(List.of());
    }
    List<RanChangeSet> ran = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select filename, id, author, md5sum, dateexecuted, exectype, tag from "
                    + table
                    + " order by dateexecuted, orderexecuted")) {
      while (rows.next()) {
        ran.add(
            new RanChangeSet(
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
                null));
      }
    }
    return new AppliedChangesets(ran);
  }

  Optional<RanChangeSet> find(ChangeSet changeSet) {
    return byId.getOrDefault(changeSet.getId(), List.of()).stream()
        .filter(candidate -> candidate.isSameAs(changeSet))
        .findFirst();
  }

  List<RanChangeSet> all() {
    return ran;
  }

  static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
