package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people reported of other tools in surroundings that nobody had thought of: a row each. */
@Tag("one-java")
class SurroundingsIT {

  /** A name and a password of all that means something somewhere. */
  private static final String ODD = "a$$b${x}c\\$d}e{f%g@h:i/j?k#l&m+n'o\"p q\\";

  private static final JarPostgres.Database DATABASE = JarPostgres.database();

  @TempDir static Path directory;

  private static String odd;
  private static Path secret;

  @BeforeAll
  static void prepare() throws Exception {
    // The server may be one of an earlier run.
    DATABASE.execute("drop database if exists " + quoted(ODD, '"') + " with (force)");
    DATABASE.execute("drop role if exists " + quoted(ODD, '"'));
    DATABASE.execute(
        "create role %s superuser login password %s"
            .formatted(quoted(ODD, '"'), quoted(ODD + "geheim", '\'')));
    DATABASE.execute("create database " + quoted(ODD, '"') + " owner " + quoted(ODD, '"'));
    String encoded = URLEncoder.encode(ODD, StandardCharsets.UTF_8).replace("+", "%20");
    String host = "@127.0.0.1:" + JarPostgres.server().port() + "/";
    odd = "postgres://" + encoded + ":" + encoded + "geheim" + host + encoded;
    secret = Files.writeString(directory.resolve("url"), odd + "\n");
  }

  private static String quoted(String text, char quote) {
    return quote + text.replace("" + quote, "" + quote + quote) + quote;
  }

  static Stream<Row> rows() {
    String url = DATABASE.url();
    return Stream.of(
        row("a password of odd signs in the address")
            .with("DATABASE_URL", () -> odd)
            .runs("migrate")
            .ends(0)
            .says("changesets applied"),
        row("the same from a file, in a booted command, and past a pooler")
            .with("DATABASE_URL_FILE", () -> secret.toString())
            .with("DATABASE_DIRECT_URL_FILE", () -> secret.toString())
            .runs(
                "shell",
                "-c",
                "io.quarkus.arc.Arc.container().instance(javax.sql.DataSource.class).get().getConnection().getCatalog()")
            .ends(0)
            .prints("a$$b"),
        row("config show says which file, and not what is in it")
            .with("DATABASE_URL_FILE", () -> secret.toString())
            .runs("config", "show", "quarkus.datasource")
            .ends(0)
            .prints("DATABASE_URL_FILE", "***")
            .hides("geheim"),
        row("a role of a reader in a file")
            .with("DATABASE_URL", () -> url)
            .with("DATABASE_READONLY_URL_FILE", () -> secret.toString())
            .runs("sql", "-c", "select session_user", "--format", "csv")
            .ends(0)
            .prints("a$$b${x}c\\$d}e"),
        row("a file and an address")
            .with("DATABASE_URL", () -> url)
            .with("DATABASE_URL_FILE", () -> secret.toString())
            .runs("about")
            .ends(78)
            .says("DATABASE_URL and DATABASE_URL_FILE are both set"),
        row("a file that there is not")
            .with("DATABASE_URL_FILE", () -> "/run/secrets/none")
            .runs("serve")
            .ends(78)
            .says("DATABASE_URL_FILE cannot be used: there is no file /run/secrets/none."),
        row("sslmode misspelt")
            .with("DATABASE_URL", () -> url + "?ssl_mode=require")
            .runs("migrate")
            .ends(78)
            .says("'ssl_mode'", "Did you mean 'sslmode'?"),
        row("another driver's word for the schema, in the server")
            .with("DATABASE_URL", () -> url + "?schema=app")
            .runs("serve")
            .ends(78)
            .says("'schema'", "Did you mean 'currentSchema'?"),
        row("a Service called quarkus-http, in a command")
            .with("DATABASE_URL", () -> url)
            .with("QUARKUS_HTTP_PORT", () -> "tcp://10.0.0.1:80")
            .with("QUARKUS_LOG_LEVEL", () -> "verbose")
            .with("ONEOFF_STATMENT_TIMEOUT", () -> "5s")
            .runs("shell", "-c", "1 + 1")
            .ends(0)
            .prints("2")
            .says(
                "QUARKUS_HTTP_PORT cannot be used: it must be a whole number. Kubernetes",
                "QUARKUS_LOG_LEVEL cannot be used: it must be one of OFF",
                "ONEOFF_STATMENT_TIMEOUT. Did you mean ONEOFF_CONSOLE_STATEMENT_TIMEOUT"),
        row("the same in the server, which needs it")
            .with("DATABASE_URL", () -> url)
            .with("QUARKUS_HTTP_PORT", () -> "tcp://10.0.0.1:80")
            .runs("serve")
            .ends(78)
            .says("error: QUARKUS_HTTP_PORT cannot be used")
            .inLines(2),
        row("a setting that a command needs")
            .with("DATABASE_URL", () -> url)
            .with("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", () -> "ten")
            .runs("shell", "-c", "1 + 1")
            .ends(78)
            .says(
                "error: QUARKUS_DATASOURCE_JDBC_MAX_SIZE cannot be used: it must be a whole number.")
            .hides("\"ten\"")
            .inLines(2),
        row("one that it does not need")
            .with("DATABASE_URL", () -> url)
            .with("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", () -> "ten")
            .with("QUARKUS_LOG_LEVEL", () -> "verbose")
            .runs("sql", "-c", "select 1")
            .ends(0),
        row("a part of a password that looks like a setting")
            .with("QUARKUS_DATASOURCE_JDBC_URL", () -> "jdbc:postgresql://127.0.0.1:1/none")
            .with("QUARKUS_DATASOURCE_PASSWORD", () -> "a${geheim}b")
            .runs("shell", "-c", "1 + 1")
            .ends(78)
            .says("QUARKUS_DATASOURCE_PASSWORD refers", "write $$")
            .hides("geheim"),
        row("Egypt's digits")
            .with("DATABASE_URL", () -> url)
            .on("-Duser.language=ar", "-Duser.country=EG")
            .runs("migrate", "--plan", "--format", "json")
            .ends(0)
            .hides("٠", "١"),
        row("Persia's digits in a booted command")
            .with("DATABASE_URL", () -> url)
            .on("-Duser.language=fa", "-Duser.country=IR")
            .runs(
                "sql",
                "-c",
                "select 1234 as i, current_setting('statement_timeout') as t",
                "--format",
                "json")
            .ends(0)
            .prints("1234", "min"),
        row("Turkey's letters")
            .with("DATABASE_URL", () -> url)
            .on("-Duser.language=tr", "-Duser.country=TR")
            .runs("sql", "-c", "select 1 as INDI", "--format", "CSV")
            .ends(0)
            .prints("indi"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isRight(Row row) {
    App app = App.packaged().warm().with("ONEOFF_ENVIRONMENT", "test");
    for (Map.Entry<String, Text> variable : row.environment.entrySet()) {
      app = app.with(variable.getKey(), variable.getValue().get());
    }
    for (String option : row.options) {
      app = app.withJvmOption(option);
    }
    JarRun run = app.run(row.arguments.toArray(String[]::new)).endsWith(row.code);
    assertThat(run.err()).doesNotContain("\tat ");
    for (String said : row.says) {
      assertThat(run.err()).contains(said);
    }
    for (String printed : row.prints) {
      assertThat(run.out()).contains(printed);
    }
    for (String hidden : row.hides) {
      assertThat(run.out() + run.err()).doesNotContain(hidden);
    }
    assertThat(run.err().lines().count()).isLessThanOrEqualTo(row.lines);
  }

  @Test
  void aUserWithoutANameIsToldWhatToDo() {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    // Any uid, as OpenShift gives it, and no right to a namespace.
    String nobody =
        "env XDG_DATA_HOME=DIRECTORY PATH=/nowhere $(which setpriv) --reuid 12345 --regid 12345"
            + " --clear-groups $APP local start";
    JarRun run = App.packaged().bash(nobody.replace("DIRECTORY", openDirectory())).endsWith(78);
    assertThat(run.err()).contains("12345", "/etc/passwd", "DATABASE_URL");
  }

  private static String openDirectory() {
    try {
      Path open = Files.createTempDirectory("surroundings");
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
      open.toFile().deleteOnExit();
      return open.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String name) {
    return new Row(name);
  }

  /** Known when the row is run. */
  interface Text {
    String get();
  }

  /** Where a command runs, and how it is to end. */
  static final class Row {
    private final String name;
    private final Map<String, Text> environment = new TreeMap<>();
    private final List<String> options = new ArrayList<>();
    private List<String> arguments = List.of();
    private int code;
    private List<String> says = List.of();
    private List<String> prints = List.of();
    private List<String> hides = List.of();
    private long lines = Long.MAX_VALUE;

    private Row(String name) {
      this.name = name;
    }

    Row with(String variable, Text value) {
      environment.put(variable, value);
      return this;
    }

    Row on(String... jvmOptions) {
      options.addAll(List.of(jvmOptions));
      return this;
    }

    Row runs(String... words) {
      arguments = List.of(words);
      return this;
    }

    Row ends(int exitCode) {
      code = exitCode;
      return this;
    }

    /** On stderr. */
    Row says(String... texts) {
      says = List.of(texts);
      return this;
    }

    /** On stdout. */
    Row prints(String... texts) {
      prints = List.of(texts);
      return this;
    }

    /** On neither. */
    Row hides(String... texts) {
      hides = List.of(texts);
      return this;
    }

    /** At most so many on stderr. */
    Row inLines(int most) {
      lines = most;
      return this;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
