package dev.oneoff.admin;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A setting of the toolkit. All of them are here, with the defaults that apply: {@code
 * docs/settings.md} is made of them, and what is named like one and is not here is reported as
 * misspelt.
 *
 * @param key its name in a file; that of its variable is {@linkplain Settings#variable derived}
 * @param standard what applies if it is not set
 * @param otherwise the same in words, where it is not one value
 * @param unit of a number; else empty
 * @param meaning what it says, as half a sentence in Markdown
 * @param example a value that somebody may want
 */
public record OwnSetting<T>(
    String key,
    Class<T> type,
    Optional<T> standard,
    String otherwise,
    String unit,
    String meaning,
    String example) {

  private static final Map<String, OwnSetting<?>> ALL = new LinkedHashMap<>();

  /** What one part of the toolkit says to another; nobody sets it. */
  private static final Set<String> INTERNAL =
      Set.of(
          "oneoff.cache",
          "oneoff.datasource.chosen",
          "oneoff.job.streams",
          "oneoff.local.handed-over.directory",
          "oneoff.local.handed-over.name",
          "oneoff.mode");

  public static final OwnSetting<String> ACTOR =
      text(
          "oneoff.actor",
          "the machine's user alone",
          "who is doing this, recorded beside the machine's user: a person, a CI job",
          "ann");

  public static final OwnSetting<Boolean> ALLOW_STARTUP_WRITES =
      flag(
          "oneoff.allow-startup-writes",
          false,
          "what the service does when it starts may write in a command, too");

  public static final OwnSetting<Boolean> BOOT_FOR_SETTINGS =
      flag(
          "oneoff.boot-for-settings",
          false,
          "every command boots the application, for settings whose source only the boot provides");

  public static final OwnSetting<String[]> CONFIG_PLAIN =
      list(
          "oneoff.config.plain",
          "the service's own settings that may be shown and compared in plain text; a star stands"
              + " for any characters",
          "shop.currency,shop.mail.*");

  public static final OwnSetting<Duration> CONSOLE_IDLE_TIMEOUT =
      duration(
          "oneoff.console.idle-timeout",
          Duration.ofMinutes(1),
          "how long a transaction of a console stays open while nothing happens in it",
          "5m");

  public static final OwnSetting<Duration> CONSOLE_LOCK_TIMEOUT =
      duration(
          "oneoff.console.lock-timeout",
          Duration.ofSeconds(5),
          "how long a console's statement waits for somebody else's lock",
          "30s");

  public static final OwnSetting<Long> CONSOLE_ROWS_UNASKED =
      number(
          "oneoff.console.rows-unasked",
          1_000,
          "rows",
          "how many rows a console's statement may overwrite"
              + " [without a question](consoles.md#before-a-write-that-is-larger-than-it-looks)",
          "100");

  public static final OwnSetting<Duration> CONSOLE_STATEMENT_TIMEOUT =
      duration(
          "oneoff.console.statement-timeout",
          Duration.ofMinutes(1),
          "how long one statement of a console may run",
          "10m");

  public static final OwnSetting<String> DATASOURCE =
      text(
          "oneoff.datasource",
          "the default one",
          "the datasource that commands work on without `--datasource`, and whose address"
              + " `DATABASE_URL` is",
          "orders");

  public static final OwnSetting<String[]> DISABLED_COMMANDS =
      list("oneoff.disabled-commands", "commands that are switched off", "shell,migrate rollback");

  public static final OwnSetting<String[]> DOCTOR_SKIP =
      list(
          "oneoff.doctor.skip",
          "checks that `doctor` leaves out, by the names that it shows",
          "bloat,unused-indexes");

  public static final OwnSetting<String> ENVIRONMENT =
      text(
          "oneoff.environment",
          "the database's stamp",
          "the name of this environment,"
              + " [with which the first `migrate` stamps the database](migrations.md#what-it-promises)",
          "production");

  public static final OwnSetting<String> FINGERPRINT_KEY =
      text(
          "oneoff.fingerprint-key",
          "none",
          "the key of the fingerprints by which `config diff` compares secrets; without one it does"
              + " not",
          "a long random text");

  public static final OwnSetting<Integer> IMPORT_LONGEST_RECORD =
      declare(
          "oneoff.import.longest-record",
          Integer.class,
          Optional.of(16_000_000),
          "",
          "characters",
          "the longest record that `import` reads: no more than that is ever buffered",
          "64000000");

  public static final OwnSetting<String> LOCAL_DIRECTORY =
      text(
          "oneoff.local.directory",
          "`oneoff` in `XDG_DATA_HOME`",
          "where the [local PostgreSQL](configuration.md#the-local-postgresql) lives",
          "/var/tmp/oneoff");

  public static final OwnSetting<Boolean> LOCAL_ENABLED =
      flag(
          "oneoff.local.enabled",
          true,
          "the [local PostgreSQL](configuration.md#the-local-postgresql) is used if no database is"
              + " configured");

  public static final OwnSetting<Boolean> MASK_BY_NAME =
      flag(
          "oneoff.mask-by-name",
          true,
          "columns and attributes whose names suggest a secret (`password`, `token`, `api_key`,"
              + " `hash`, `salt`) are masked like `@Sensitive` ones ([which, and"
              + " why](decisions/0033-shown-is-what-is-known-to-be-plain.md))");

  public static final OwnSetting<String[]> MASKED_COLUMNS =
      list(
          "oneoff.masked-columns",
          "columns that are masked in addition, and in a booted command attributes, written as in"
              + " `oneoff.plain-columns`, which wins",
          "iban,accounts.pin,*_code");

  public static final OwnSetting<Boolean> MEMORY_CHECK =
      flag(
          "oneoff.memory-check",
          true,
          "a command does not start [beside a server](production.md#beside-a-server) in a container"
              + " that is too small for both");

  public static final OwnSetting<Long> MIGRATE_LARGE_TABLE_ROWS =
      number(
          "oneoff.migrate.large-table-rows",
          100_000,
          "rows",
          "from where on `migrate validate` warns about a statement's lock",
          "1000000");

  public static final OwnSetting<Duration> MIGRATE_LOCK_TIMEOUT =
      duration(
          "oneoff.migrate.lock-timeout",
          "the database's",
          "how long [a migration's statement](migrations.md#what-it-promises) waits for a lock",
          "10s");

  public static final OwnSetting<Duration> MIGRATE_STATEMENT_TIMEOUT =
      duration(
          "oneoff.migrate.statement-timeout",
          "the database's",
          "how long [a migration's statement](migrations.md#what-it-promises) may run",
          "15m");

  public static final OwnSetting<String[]> PLAIN_COLUMNS =
      list(
          "oneoff.plain-columns",
          "columns that may be shown although their names suggest a secret, in all tables or in one;"
              + " a star stands for any characters",
          "push_token,files.hash,*_salt");

  public static final OwnSetting<String[]> QUERY_TEXT_FUNCTIONS =
      list(
          "oneoff.query.text-functions",
          "functions by which `query` may pass text into SQL: `sql`, `column`, `function` ([what"
              + " read-only means](consoles.md#what-read-only-means))",
          "function");

  public static final OwnSetting<Boolean> READINESS_SCHEMA =
      flag("oneoff.readiness.schema", true, "a server whose schema is behind is not ready");

  public static final OwnSetting<Boolean> RELEASE_REGISTER =
      flag(
          "oneoff.release.register",
          true,
          "a server registers itself, so that `release` and `config diff` see it");

  public static final OwnSetting<Integer> TASKS_BATCH_SIZE =
      declare(
          "oneoff.tasks.batch-size",
          Integer.class,
          Optional.empty(),
          "what the time per batch allows",
          "items",
          "makes all batches of a fix or a cleanup this size, however long they take: for"
              + " comparisons",
          "500");

  public static final OwnSetting<Long> TASKS_MAX_LOCK_WAITERS =
      number(
          "oneoff.tasks.max-lock-waiters",
          10,
          "sessions",
          "a run pauses while more than these wait for locks",
          "3");

  public static final OwnSetting<Duration> TASKS_MAX_REPLICATION_LAG =
      duration(
          "oneoff.tasks.max-replication-lag",
          Duration.ofSeconds(30),
          "a run pauses while a replica is further behind",
          "5s");

  public static final OwnSetting<Duration> TASKS_RECONNECT_TIMEOUT =
      duration(
          "oneoff.tasks.reconnect-timeout",
          Duration.ofMinutes(10),
          "how long a run waits for a database that is down before it gives up",
          "1h");

  public static final OwnSetting<Boolean> TASKS_THROTTLE =
      flag(
          "oneoff.tasks.throttle",
          true,
          "whether a run pauses for waiting sessions and replicas at all");

  public static final OwnSetting<Long> TASKS_UNDO_LIMIT =
      number(
          "oneoff.tasks.undo-limit",
          200_000,
          "items",
          "a run of more items does not keep former values, and cannot be undone",
          "1000000");

  private static OwnSetting<String> text(
      String key, String otherwise, String meaning, String example) {
    return declare(key, String.class, Optional.empty(), otherwise, "", meaning, example);
  }

  private static OwnSetting<String[]> list(String key, String meaning, String example) {
    return declare(key, String[].class, Optional.empty(), "empty", "", meaning, example);
  }

  private static OwnSetting<Boolean> flag(String key, boolean standard, String meaning) {
    return declare(
        key, Boolean.class, Optional.of(standard), "", "", meaning, String.valueOf(!standard));
  }

  private static OwnSetting<Long> number(
      String key, long standard, String unit, String meaning, String example) {
    return declare(key, Long.class, Optional.of(standard), "", unit, meaning, example);
  }

  private static OwnSetting<Duration> duration(
      String key, Duration standard, String meaning, String example) {
    return declare(key, Duration.class, Optional.of(standard), "", "", meaning, example);
  }

  private static OwnSetting<Duration> duration(
      String key, String otherwise, String meaning, String example) {
    return declare(key, Duration.class, Optional.empty(), otherwise, "", meaning, example);
  }

  private static <T> OwnSetting<T> declare(
      String key,
      Class<T> type,
      Optional<T> standard,
      String otherwise,
      String unit,
      String meaning,
      String example) {
    OwnSetting<T> setting =
        new OwnSetting<>(key, type, standard, otherwise, unit, meaning, example);
    ALL.put(key, setting);
    return setting;
  }

  /** Those that a person may set, in alphabetical order. */
  public static List<OwnSetting<?>> all() {
    return List.copyOf(ALL.values());
  }

  /** Whether the toolkit reads something of this name. */
  public static boolean knows(String key) {
    return ALL.containsKey(key) || INTERNAL.contains(key);
  }

  /** The names of all that a person may set. */
  public static Set<String> keys() {
    return Collections.unmodifiableSet(ALL.keySet());
  }

  /** The environment variable that sets it. */
  public String variable() {
    return Settings.variable(key);
  }

  @Override
  public String toString() {
    return key;
  }
}
