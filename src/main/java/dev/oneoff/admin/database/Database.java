package dev.oneoff.admin.database;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.address.DatabaseLocation;
import dev.oneoff.admin.database.address.DatabaseLocator;
import dev.oneoff.admin.database.address.LocalServiceDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The service's database, over plain connections and without a boot. Nothing is resolved before it
 * is needed; if no database is configured, the local PostgreSQL is started then.
 */
public final class Database {

  /**
   * In seconds; bounds the wait for a host that does not answer. Many processes starting on one
   * small machine slow each other down.
   */
  private static final int CONNECT_TIMEOUT = 30;

  private final Settings settings;
  private final String applicationName;
  private final Consumer<String> announce;
  private final Map<DatabaseLocation, Boolean> pooled = new ConcurrentHashMap<>();
  private @Nullable DatabaseLocation location;

  /**
   * The database that the settings name.
   *
   * @param command what connections are called in {@code pg_stat_activity}, after "oneoff"
   * @param announce receives sentences that a person should know
   */
  public Database(Settings settings, String command, Consumer<String> announce) {
    this.settings = settings;
    this.applicationName =
        "oneoff " + command + " " + ProcessHandle.current().pid() + "@" + hostName();
    this.announce = announce;
  }

  private Database(Settings settings, Database same) {
    this.settings = settings;
    this.applicationName = same.applicationName;
    this.announce = same.announce;
  }

  /** The same service's database of another datasource. */
  public Database of(Datasource datasource) {
    return datasource.equals(settings.datasource())
        ? this
        : new Database(settings.of(datasource), this);
  }

  // PostgreSQL truncates the whole to 63 bytes. Linux is asked first: looking up one's own name can
  // hang.
  public static String hostName() {
    try {
      Path linux = Path.of("/proc/sys/kernel/hostname");
      return Files.isReadable(linux)
          ? Files.readString(linux).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** What this process's connections are called: {@code oneoff migrate 4711@web-1}. */
  public String applicationName() {
    return applicationName;
  }

  public Settings settings() {
    return settings;
  }

  /** Where the database is; starts the local PostgreSQL if that is it. */
  public DatabaseLocation location() {
    if (location == null) {
      location = new DatabaseLocator(settings, announce).locate();
    }
    return location;
  }

  /** Makes the boot that follows in this process use the same database. */
  public void handOver() {
    if (location().local()) {
      LocalServiceDatabase.of(settings).handOver();
    }
  }

  /** A new connection, in autocommit; possibly through a pooler. */
  public Connection connect() {
    return connect(location());
  }

  /**
   * A new connection that bypasses any pooler, if DATABASE_DIRECT_URL names a way around it; for
   * locks and migrations.
   */
  public Connection connectDirect() {
    return connect(directLocation());
  }

  /** A new connection by DATABASE_READONLY_URL, if that is set; else as {@link #connectDirect}. */
  public Connection connectReadOnly() {
    return connect(readOnlyLocation().orElseGet(this::directLocation));
  }

  /** Where a role that cannot write connects, if DATABASE_READONLY_URL says so. */
  public Optional<DatabaseLocation> readOnlyLocation() {
    return new DatabaseLocator(settings, announce).readOnly();
  }

  /** Offers {@link #connect} to libraries that want a data source. */
  public DataSource dataSource() {
    return dataSource(location());
  }

  /** Offers {@link #connectDirect} to libraries that want a data source. */
  public DataSource directDataSource() {
    return dataSource(directLocation());
  }

  /** The location that bypasses a pooler, or else the only one. */
  public DatabaseLocation directLocation() {
    Optional<DatabaseLocation> direct = new DatabaseLocator(settings, announce).direct();
    if (direct.isPresent() && location().local()) {
      throw AdminException.configuration(
          "DATABASE_DIRECT_URL is set and DATABASE_URL is not. Set both: they name one database.");
    }
    return direct.orElseGet(this::location);
  }

  private ExplainingDataSource dataSource(DatabaseLocation to) {
    ExplainingDataSource source = new ExplainingDataSource(to);
    source.setURL(to.jdbcUrl());
    to.user().ifPresent(source::setUser);
    to.password().ifPresent(source::setPassword);
    source.setApplicationName(applicationName);
    source.setTcpKeepAlive(true);
    source.setLoginTimeout(CONNECT_TIMEOUT);
    return source;
  }

  /** Explains failures on {@link #connectDirect}. */
  public DatabaseFailure failure() {
    return DatabaseFailure.in(this::connectDirect);
  }

  /** Explains failures on {@link #connectReadOnly}. */
  public DatabaseFailure readingFailure() {
    return DatabaseFailure.in(this::connectReadOnly);
  }

  private Connection connect(DatabaseLocation to) {
    return dataSource(to).getConnection();
  }

  // A pooler passes the session on to others, along with statements prepared there under the
  // driver's names. Without one, preparing is what makes a repeated statement fast.
  private void prepareNothingBehindPooler(Connection connection, DatabaseLocation to)
      throws SQLException {
    Boolean known = to.local() ? Boolean.FALSE : pooled.get(to);
    if (known == null) {
      known = Pooler.before(connection);
      pooled.put(to, known);
    }
    if (known) {
      connection.unwrap(PGConnection.class).setPrepareThreshold(0);
    }
  }

  /** Explains why a login fails, whoever asks for the connection. */
  private final class ExplainingDataSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private final transient DatabaseLocation to;

    ExplainingDataSource(DatabaseLocation to) {
      this.to = to;
    }

    @Override
    public Connection getConnection() {
      try {
        Connection connection = super.getConnection();
        try {
          prepareNothingBehindPooler(connection, to);
          return connection;
        } catch (SQLException | RuntimeException e) {
          connection.close();
          throw e;
        }
      } catch (SQLException e) {
        throw ConnectionFailure.explain(e, to, settings.address());
      }
    }
  }
}
