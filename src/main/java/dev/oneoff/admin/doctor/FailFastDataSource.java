package dev.oneoff.admin.doctor;

import dev.oneoff.admin.database.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The service's database as the checks use it. If it did not answer once, it is not waited for
 * again: each further check that needs it gets the first failure at once.
 */
class FailFastDataSource extends DelegatingDataSource {

  private @Nullable SQLException gone;

  FailFastDataSource(DataSource pool) {
    super(pool);
  }

  /** Why it cannot be queried, once that is known. */
  Optional<SQLException> gone() {
    return Optional.ofNullable(gone);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (gone != null) {
      throw gone;
    }
    try {
      return connect();
    } catch (SQLException e) {
      gone = e;
      throw e;
    }
  }
}
