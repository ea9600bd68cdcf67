package dev.oneoff.admin.health.doctor;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The service's database as the checks ask it. One that did not answer is not waited for again:
 * each check that needs it hears at once what the first heard.
 */
class AskedDatabase implements DataSource {

  private final DataSource pool;
  private @Nullable SQLException gone;

  AskedDatabase(DataSource pool) {
    this.pool = pool;
  }

  /** Why it cannot be asked, once that is known. */
  Optional<SQLException> gone() {
    return Optional.ofNullable(gone);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (gone != null) {
      throw gone;
    }
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      gone = e;
      throw e;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("A check asks as the service does.");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }
}
