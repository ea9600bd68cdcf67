package dev.oneoff.admin.sql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.address.DatabaseLocation;
import dev.oneoff.admin.database.lock.TransactionPooler;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.ledger.Transcript;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;

/** Hands the terminal over to the real psql; nothing secret appears in the process list. */
final class Psql {

  private static final int BAD_CONNECTION = 2;

  private final Database database;
  private final Invocation invocation;

  Psql(Database database, Invocation invocation) {
    this.database = database;
    this.invocation = invocation;
  }

  /**
   * Runs it until it exits.
   *
   * @throws AdminException {@code REFUSED} if nothing would keep it from writing
   */
  ExitCode run(WriteWindow window) throws InterruptedException, SQLException {
    DatabaseLocation location =
        window.isOpen()
            ? database.directLocation()
            : database
                .readOnlyLocation()
                .orElseThrow(
                    () ->
                        AdminException.refused(
                            "psql cannot be kept from writing here: set DATABASE_READONLY_URL, or"
                                + " say --write --reason \"…\"."));
    refuseBehindPooler(window);
    ProcessBuilder psql = new ProcessBuilder("psql").inheritIO();
    psql.environment().putAll(PsqlEnvironment.of(location, database.applicationName()));
    if (!window.isOpen()) {
      psql.environment()
          .merge(
              "PGOPTIONS", "-c default_transaction_read_only=on", (own, more) -> own + " " + more);
    }
    Transcript.Entry entry =
        invocation.transcript().begin(Transcript.Kind.PROMPT, "psql", window.reason());
    // Ctrl-C at the terminal is for psql.
    try (Interruption.Hold hold = invocation.interruption().hold()) {
      int code = psql.start().waitFor();
      entry.done(OptionalLong.empty());
      if (code == BAD_CONNECTION) {
        throw AdminException.unavailable("psql lost its connection.", null);
      }
      return code == 0 ? ExitCode.DONE : ExitCode.FAILED;
    } catch (IOException e) {
      throw AdminException.configuration(
          "psql is not installed. Install PostgreSQL's client, or leave out --psql.", e);
    }
  }

  // What is typed there can change settings that the next client of the session would inherit.
  private void refuseBehindPooler(WriteWindow window) throws SQLException {
    if (window.isOpen()) {
      TransactionPooler.refuse(database, "a session of psql");
    } else {
      TransactionPooler.refuseReading(database, "a session of psql");
    }
  }

  /** libpq's environment variables for a location. */
  static final class PsqlEnvironment {

    private static final Map<String, String> NAMES =
        Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "sslNegotiation", "PGSSLNEGOTIATION",
            "channelBinding", "PGCHANNELBINDING",
            "gssEncMode", "PGGSSENCMODE",
            "options", "PGOPTIONS",
            "connectTimeout", "PGCONNECT_TIMEOUT");

    private PsqlEnvironment() {}

    static Map<String, String> of(DatabaseLocation location, String applicationName) {
      Map<String, String> variables = new java.util.HashMap<>();
      String[] hosts = location.host().split(",", -1);
      variables.put("PGHOST", part(hosts, true));
      variables.put("PGPORT", part(hosts, false));
      variables.put("PGDATABASE", location.name());
      variables.put("PGAPPNAME", applicationName);
      location.user().ifPresent(user -> variables.put("PGUSER", user));
      location.password().ifPresent(password -> variables.put("PGPASSWORD", password));
      location
          .parameters()
          .forEach(
              (name, value) -> {
                if (NAMES.containsKey(name)) {
                  variables.put(NAMES.get(name), value);
                } else if (name.equals("ssl") && !value.equals("false")) {
                  variables.putIfAbsent("PGSSLMODE", "verify-full");
                } else if (name.equals("sslfactory") && value.endsWith(".DefaultJavaSSLFactory")) {
                  variables.put("PGSSLROOTCERT", "system");
                }
              });
      return variables;
    }

    private static String part(String[] hosts, boolean host) {
      return java.util.stream.Stream.of(hosts)
          .map(
              text ->
                  host
                      ? text.substring(0, text.lastIndexOf(':'))
                      : text.substring(text.lastIndexOf(':') + 1))
          .collect(java.util.stream.Collectors.joining(","));
    }
  }
}
