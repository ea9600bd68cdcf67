package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Pooler;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.postgresql.PGConnection;

/**
 * Behind a pooler that does not carry prepared statements to the next session, the service's pool
 * prepares nothing under a name, in the server and in commands alike: another client's statement
 * would have the same name there. A service that sets {@code prepareThreshold} itself is respected.
 */
@Singleton
@Unremovable
public class PreparedStatements implements AgroalPoolInterceptor {

  private final Settings settings;

  PreparedStatements(Config config) {
    this.settings = new Settings(config);
  }

  @Override
  public void onConnectionCreate(Connection connection) {
    try {
      if (!configured(settings)
          && Pooler.before(connection)
          && !Pooler.carriesStatements(connection)) {
        connection.unwrap(PGConnection.class).setPrepareThreshold(0);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("It could not be found out what a connection leads to.", e);
    }
  }

  /** Whether the service's own settings say after how many executions a statement is prepared. */
  public static boolean configured(Settings settings) {
    return settings
            .text("quarkus.datasource.jdbc.additional-jdbc-properties.prepareThreshold")
            .isPresent()
        || settings
            .text("quarkus.datasource.jdbc.url")
            .filter(url -> url.matches(".*[?&]prepareThreshold=.*"))
            .isPresent();
  }
}
