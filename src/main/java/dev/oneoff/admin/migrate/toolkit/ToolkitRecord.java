package dev.oneoff.admin.migrate.toolkit;

import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table that records the toolkit's changesets. It has the columns of Liquibase's, because
 * releases that had Liquibase make it read it too; to these an empty checksum means any. Times are
 * as exact as Liquibase's.
 *
 * @param table as it stands in a statement
 */
record ToolkitRecord(String table) {

  static final String NAME = "admin_changelog";

  boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** All that ran, in that order: also those that only another release knows. */
  List<ChangesetStatus> read(Connection connection) throws SQLException {
    List<ChangesetStatus> ran = new ArrayList<>();
    if (!exists(connection)) {
      return ran;
    }
    try (PreparedStatement query =
            connection.prepareStatement(
                "select id, author, filename, dateexecuted from "
                    + table
                    + " order by dateexecuted, orderexecuted");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        ran.add(
            new ChangesetStatus(
                ChangesetStatus.TOOLKIT,
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                ChangesetStatus.State.UNKNOWN,
                Optional.of(rows.getTimestamp(4).toInstant()),
                ""));
      }
    }
    return ran;
  }

  String creation() {
    return "create table "
        + table
        + " (id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null,"
        + " dateexecuted timestamp not null, orderexecuted integer not null,"
        + " exectype varchar(10) not null, md5sum varchar(35), description varchar(255),"
        + " comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255),"
        + " labels varchar(255), deployment_id varchar(10))";
  }

  String insertion(ToolkitChangeset changeset) {
    return "insert into "
        + table
        + " (id, author, filename, dateexecuted, orderexecuted, exectype, description)\n  select '"
        + changeset.id()
        + "', '"
        + changeset.author()
        + "', '"
        + ToolkitChangeset.FILE
        + "', date_trunc('milliseconds', now()), coalesce(max(orderexecuted), 0) + 1, 'EXECUTED',"
        + " 'sql' from "
        + table;
  }
}
