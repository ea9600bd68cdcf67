import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;

/** Liquibase's own Java API and nothing else: URL USER PASSWORD CHANGELOG DIRECTORY. */
class BareLiquibase {

  public static void main(String[] arguments) throws Exception {
    System.setProperty("liquibase.analytics.enabled", "false");
    try (Connection connection =
            DriverManager.getConnection(arguments[0], arguments[1], arguments[2]);
        Liquibase liquibase =
            new Liquibase(
                arguments[3],
                new CompositeResourceAccessor(
                    new ClassLoaderResourceAccessor(),
                    new DirectoryResourceAccessor(Path.of(arguments[4]))),
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
      liquibase.update(new Contexts());
    }
  }
}
