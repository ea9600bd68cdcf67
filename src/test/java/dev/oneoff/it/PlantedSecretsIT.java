package dev.oneoff.it;

import static dev.oneoff.it.TerminalSession.CTRL_D;
import static dev.oneoff.it.TerminalSession.ENTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/**
 * Values that nobody else has are planted in columns, in the database's password and in settings;
 * then every command runs, well and badly, and nothing that leaves a process has one of them: no
 * stream, no file, no table of the ledger.
 */
@Tag("one-java")
@EnabledOnOs(OS.LINUX)
class PlantedSecretsIT {

  private static final String EMAIL = "ann@planted-4711.example";
  private static final String PHONE = "+49 (4711) 08-15";
  private static final String PHONE_OF_ANOTHER = "+49 (4711) 0815";
  private static final String NORMALIZED = "+49(4711)0815";
  private static final String KEPT = "Kept-4711-in-a-column";
  private static final String PASSWORD = "Pa55-4711-of-the-role";
  private static final String TOKEN = "T0ken-4711-of-a-setting";
  private static final String FINGERPRINT = "F1ngerprint-4711-of-ours";

  private static final List<String> PLANTED =
      List.of(EMAIL, PHONE, PHONE_OF_ANOTHER, NORMALIZED, KEPT, PASSWORD, TOKEN, FINGERPRINT);

  /** By command; each word list is one process. What has none is only a group, or runs below. */
  private static final Map<String, List<List<String>>> RUNS = new LinkedHashMap<>();

  static {
    runs("about", "about --verbose");
    runs("completion", "completion bash");
    runs("config");
    runs("config show", "config show --format json");
    runs("config diff", "config diff --verbose");
    runs("doctor", "doctor --verbose");
    runs("health", "health --verbose");
    runs("help", "help migrate status");
    runs("job", "job show");
    runs("job attach", "job attach orders --kubeconfig none");
    runs("job list", "job list --kubeconfig none --verbose");
    runs("job log", "job log orders --kubeconfig none");
    runs("job rbac", "job rbac --namespace shop --user ada");
    runs("job run", "job run --kubeconfig none --verbose -- about");
    runs("job show", "job show --file k8s/deployment.yaml -- about");
    runs("job stop", "job stop orders --kubeconfig none");
    runs("local", "local status");
    runs("local start");
    runs("local stop");
    runs("local reset");
    runs("local status");
    runs("migrate", "migrate --verbose");
    runs("migrate diff", "migrate diff");
    runs("migrate environment", "migrate environment planted --confirm nowhere");
    runs("migrate locks");
    runs("migrate repair", "migrate repair --verbose");
    runs("migrate rollback", "migrate rollback --count 999 --verbose");
    runs("migrate status", "migrate status --format json");
    runs("migrate sync");
    runs("migrate tag");
    runs("migrate validate", "migrate validate --verbose");
    runs("migrate wait");
    runs("models", "models Customer 1 --format json");
    runs(
        "query",
        "query|select c, lower(c.email) from Customer c|--format|json",
        "query|select cast(c.email as Integer) from Customer c|--verbose");
    runs("release");
    runs("cleanup", "cleanup purge-idle-customers --dry-run");
    runs("fix", "fix normalize-phones --dry-run --verbose", "fix normalize-phones --verbose");
    runs("report", "report overdue-orders --format json");
    runs("runs");
    runs("runs cancel", "runs cancel 1");
    runs("runs list", "runs list --format json");
    runs("runs log");
    runs("runs pause");
    runs("runs prune");
    runs("runs resume");
    runs("runs retry");
    runs("runs show");
    runs("runs undo");
    runs("serve");
    runs(
        "shell",
        "shell|--verbose|-c|Integer.parseInt(Customer.<Customer>findAll().firstResult().email)");
    runs(
        "sql",
        "sql|--verbose|-c|select email::int from customers",
        "sql|--write|--reason|a test|-c|update customers set email = 'x' where id = 2; update customers"
            + " set email = (select email from customers where id = 1) where id = 2",
        "sql|--unmask|--reason|a test|-c|select email::date from customers");
    runs(
        "export",
        "export Customer",
        "export|--select|select c, upper(email) from customers c",
        "export|--select|select email::int from customers|--verbose");
    runs("import", "import Customer FILE --verbose --max-errors 9 --on-conflict fail");
  }

  // What somebody unmasks is seen, but not written down.
  private static final Set<String> SEEN = Set.of("--unmask");

  private final JarPostgres.Database database = JarPostgres.database();
  private final List<String> leaks = new ArrayList<>();
  private int masked;

  @TempDir Path directory;

  private static void runs(String command, String... lines) {
    RUNS.put(
        command,
        Stream.of(lines)
            .map(line -> List.of(line.split(line.contains("|") ? "\\|" : " ")))
            .toList());
  }

  @Test
  void everyCommandIsCovered() {
    assertThat(RUNS.keySet()).containsExactlyInAnyOrderElementsOf(commands());
  }

  private static Set<String> commands() {
    return ServiceLoader.load(AdminCommand.class).stream()
        .map(ServiceLoader.Provider::type)
        .filter(type -> type.getName().startsWith("dev.oneoff."))
        .map(PlantedSecretsIT::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(Class<?> command) {
    SubcommandOf above = command.getAnnotation(SubcommandOf.class);
    String name = command.getAnnotation(Command.class).name();
    return above == null ? name : name(above.value()) + " " + name;
  }

  @Test
  void noPlantedSecretIsPrinted() throws Exception {
    App app = App.packaged().on(database).warm();
    JarPostgres.migrated(database, app);
    plant();
    String role = "planted_" + database.name().substring(3, 15);
    database.execute("create role " + role + " superuser login password '" + PASSWORD + "'");
    try {
      App planted =
          app.with(
                  "DATABASE_URL",
                  database.url().replaceFirst("//[^@]*@", "//" + role + ":" + PASSWORD + "@"))
              .with("SHOP_PAYMENT_TOKEN", TOKEN)
              .with("ONEOFF_FINGERPRINT_KEY", FINGERPRINT)
              .with("XDG_STATE_HOME", directory.resolve("state").toString())
              .with("XDG_DATA_HOME", directory.resolve("data").toString());
      for (List<List<String>> processes : RUNS.values()) {
        for (List<String> words : processes) {
          run(planted, words);
        }
      }
      badly(planted);
      prompts(planted);
      server(planted);
      ledger(planted);
      files();
    } finally {
      database.execute("drop role " + role);
    }

    assertThat(leaks).isEmpty();
    assertThat(masked).isGreaterThan(30);
  }

  private void plant() throws SQLException, IOException {
    database.execute(
        """
        insert into customers (id, name, email, phone, signed_up_on) values
          (1, 'Ann', '%s', '%s', '2024-01-01'), (2, 'Bob', 'bob@planted-4711.example', '%s', '2024-01-01');
        create unique index customers_phone on customers (phone);
        create table vault (id int, password text, api_key text, session_token text, client_secret text);
        insert into vault values (1, '%s', '%s', '%s', '%s');
        create view contacts as select name, email as mail, phone from customers;
        create function loud() returns trigger language plpgsql
          as 'begin raise exception ''No %% here'', new.email; end';
        create trigger loud before insert on customers for each row
          when (new.name = 'Loud') execute function loud();
        """
            .formatted(EMAIL, PHONE, PHONE_OF_ANOTHER, KEPT, KEPT, KEPT, KEPT));
    Files.writeString(
        directory.resolve("customers.csv"),
        """
        id,name,email,phone,signed_up_on
        11,Eve,%s,1,2024-01-01
        12,,eve@planted-4711.example,%s,2024-01-01
        13,Loud,%s,3,2024-01-01
        14,Zoe,zoe@planted-4711.example,%s,2024-01-01
        """
            .formatted(EMAIL, PHONE, EMAIL + "x", PHONE));
  }

  private void run(App app, List<String> words) {
    List<String> typed =
        words.stream()
            .map(word -> word.equals("FILE") ? directory.resolve("customers.csv").toString() : word)
            .toList();
    JarRun run = app.run(typed.toArray(String[]::new));
    if (words.stream().anyMatch(SEEN::contains)) {
      // Or nothing would show that there was something to mask.
      assertThat(run.err()).contains(EMAIL);
    } else {
      find(String.join(" ", words), run.out() + run.err());
    }
  }

  private void badly(App app) {
    App wrong = app.with("DATABASE_URL", "postgres://app:" + PASSWORD + "@127.0.0.1:1/orders");
    run(wrong, List.of("migrate", "status", "--verbose"));
    run(wrong, List.of("shell", "--verbose", "-c", "1"));
    run(
        app.with("DATABASE_URL", "postgres://app:" + PASSWORD + "@db:x/orders"),
        List.of("sql", "--verbose", "-c", "select 1"));
    run(app, List.of("sql", "--help"));
    run(app, List.of("export", "--nonsense"));
  }

  // One process for many statements.
  private void prompts(App app) throws Exception {
    statements(
        app,
        "sql",
        "sql>",
        List.of(
            "select email::int from customers;",
            "select * from customers;",
            "select * from contacts;",
            "select c, row_to_json(c) from customers c;",
            "select string_agg(email, ',') from customers;",
            "select email from customers union select name from customers;",
            "select * from vault;",
            "select v from vault v;",
            "select upper(password) from vault;",
            "select query from pg_stat_activity;",
            "select rolpassword from pg_authid;",
            "show all_of_it;",
            "\\d customers"));
    statements(
        app,
        "shell",
        "shell>",
        List.of(
            "Customer.listAll()",
            "var c = Customer.<Customer>findById(1L)",
            "c",
            "c.email",
            "c.email + \"!\"",
            "List.of(c.email, c.phone)",
            "System.out.println(c.email)",
            "System.err.println(c.phone)",
            "Integer.parseInt(c.email)",
            "throw new IllegalStateException(\"not \" + c.email)",
            "new IllegalStateException(c.email).printStackTrace()",
            "java.util.logging.Logger.getLogger(\"x\").warning(c.email)",
            "sql(\"select email, phone::int from customers\")",
            "sql(\"select * from vault\")",
            "sql(\"select c from customers c\")"));
  }

  private void statements(App app, String command, String prompt, List<String> lines)
      throws Exception {
    try (TerminalSession terminal = new TerminalSession(app, Map.of(), command)) {
      terminal.shows(prompt);
      for (String line : lines) {
        terminal.type(line + ENTER).shows(prompt);
        find(command + ": " + line, terminal.screen());
      }
      terminal.type(CTRL_D);
      terminal.end();
    }
  }

  private void server(App app) throws IOException {
    try (JarServer server = JarServer.start(app, "serve")) {
      server.run().signal("TERM").await();
      find("serve", server.run().out() + server.run().err());
    }
  }

  private void ledger(App app) throws SQLException {
    String fix =
        database.query(
            "select max(id) from admin_run where command = 'fix' and status <> 'RUNNING'");
    run(app, List.of("runs", "show", String.valueOf(fix)));
    String sql = database.query("select max(id) from admin_run where command = 'sql'");
    run(app, List.of("runs", "log", String.valueOf(sql)));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select relname from pg_class where relname like 'admin\\_%' and relkind = 'r'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      assertThat(tables).contains("admin_run", "admin_run_log", "admin_run_statement");
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
          while (rows.next()) {
            find(table, rows.getString(1));
          }
        }
      }
    }
  }

  private void files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("customers.csv")) {
          find(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  private void find(String where, String text) {
    masked += text.contains("***") ? 1 : 0;
    String small = text.toLowerCase(Locale.ROOT);
    for (String value : PLANTED) {
      if (small.contains(value.toLowerCase(Locale.ROOT))) {
        int at = small.indexOf(value.toLowerCase(Locale.ROOT));
        leaks.add(
            where + " has " + text.substring(Math.max(0, at - 80), at + value.length()).strip());
      }
    }
  }
}
