package dev.oneoff.admin.database.lock;

import dev.oneoff.admin.database.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source that prepares its connections before handing them out. */
final class WorkConnections extends DelegatingDataSource {

  interface Preparation {
    void prepare(Connection connection) throws SQLException;
  }

  private final Preparation preparation;

  WorkConnections(DataSource source, Preparation preparation) {
    super(source);
    this.preparation = preparation;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = connect();
    try {
      preparation.prepare(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
