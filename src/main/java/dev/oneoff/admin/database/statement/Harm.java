package dev.oneoff.admin.database.statement;

import dev.oneoff.admin.AdminException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a privileged role can do in a read-only PostgreSQL transaction that no rollback undoes:
 * recognized by the names of functions. A function called by another function, or by a view, has no
 * name in the statement; only a role without the privilege protects against that.
 */
public final class Harm {

  private static final Map<Pattern, String> FUNCTIONS = functions();

  /** They run SQL text. */
  private static final Pattern RUNS_TEXT =
      Pattern.compile("(query|cursor)_to_xml(schema|_and_xmlschema)?|ts_stat|ts_rewrite");

  private static final Pattern TO_CLIENT =
      Pattern.compile("(?is)\\s*copy\\b((?!\\bto\\b).)*\\bto\\s+stdout\\b.*");

  private final String sql;
  private final SqlText quotes;
  private boolean runsText;

  private Harm(String sql) {
    this.sql = sql;
    this.quotes = new SqlText(sql);
  }

  private static Map<Pattern, String> functions() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("pg_terminate_backend|pg_cancel_backend", "ends what other sessions do");
    words.put(
        "pg_read_(binary_)?file|pg_stat_file|pg_ls_.*dir|pg_file_(write|unlink|rename|sync|read)"
            + "|pg_logdir_ls|lo_import|lo_export|pg_read_file_old",
        "reaches the server's files");
    words.put(
        "pg_(create|drop|copy)_(physical_|logical_)?replication_slot|pg_replication_slot_advance"
            + "|pg_logical_slot_get_(binary_)?changes|pg_sync_replication_slots"
            + "|pg_replication_origin_(create|drop|advance|session_.*|xact_.*)"
            + "|pg_wal_replay_(pause|resume)|pg_promote",
        "changes the replication");
    words.put(
        "pg_reload_conf|pg_rotate_logfile(_old)?|pg_switch_(wal|xlog)|pg_create_restore_point"
            + "|pg_(backup_start|backup_stop|start_backup|stop_backup)|pg_log_standby_snapshot"
            + "|pg_log_backend_memory_contexts|pg_import_system_collations|binary_upgrade_.*"
            + "|pg_stop_making_pinned_objects|pg_nextoid",
        "changes the server's state");
    words.put(
        "pg_stat_reset.*|pg_stat_statements_reset|pg_(restore|clear|set)_(relation|attribute)_stats",
        "changes statistics");
    words.put(
        "brin_(summarize_new_values|summarize_range|desummarize_range)|gin_clean_pending_list"
            + "|heap_force_(kill|freeze)|pg_truncate_visibility_map|pg_buffercache_(evict|mark).*"
            + "|pg_(force_)?(freeze|kill)_.*",
        "changes how tables are stored");
    words.put(
        "lo_(creat|create|from_bytea|put|unlink|truncate|truncate64)|lowrite",
        "changes large objects");
    words.put("dblink(_.*)?|postgres_fdw_(get|disconnect).*", "opens another session");
    words.put("pg_logical_emit_message|pg_notify", "sends a message to others");
    words.put(
        "txid_current|pg_current_xact_id",
        "assigns a transaction number, as a write does; with _if_assigned it does not");
    Map<Pattern, String> functions = new LinkedHashMap<>();
    words.forEach((names, does) -> functions.put(Pattern.compile(names), does));
    return functions;
  }

  /**
   * Refuses it.
   *
   * @throws AdminException {@code REFUSED}
   */
  public static void refuse(String sql) {
    find(sql)
        .ifPresent(
            what -> {
              throw AdminException.refused(
                  "It is not sent: "
                      + what
                      + ", and a read-only transaction does not stop that. If you mean it, use 'sql"
                      + " --write --reason'. A role without that right, in DATABASE_READONLY_URL,"
                      + " is safer.");
            });
  }

  /** What it does and with which function, if it does anything. */
  public static Optional<String> find(String sql) {
    Harm harm = new Harm(sql);
    return harm.calls().or(harm::texts).or(() -> copies(sql));
  }

  private Optional<String> calls() {
    for (int i = 0; i < sql.length(); ) {
      int end = quotes.pass(i);
      String name = "";
      if (end > i) {
        if (sql.charAt(i) == '"') {
          if (i > 1 && sql.charAt(i - 1) == '&' && "uU".indexOf(sql.charAt(i - 2)) >= 0) {
            return Optional.of("U&\"…\" hides a name");
          }
          name = sql.substring(i + 1, Math.max(i + 1, end - 1));
        }
        i = end;
      } else if (quotes.isWordPart(i)) {
        int begin = i;
        while (quotes.isWordPart(i)) {
          i++;
        }
        name = sql.substring(begin, i).toLowerCase(Locale.ROOT);
      } else {
        i++;
      }
      if (!name.isEmpty() && parenthesis(i)) {
        runsText |= RUNS_TEXT.matcher(name).matches();
        for (Map.Entry<Pattern, String> function : FUNCTIONS.entrySet()) {
          if (function.getKey().matcher(name).matches()) {
            return Optional.of(name + "(…) " + function.getValue());
          }
        }
      }
    }
    return Optional.empty();
  }

  // The SQL that is run is in a string somewhere.
  private Optional<String> texts() {
    for (int i = 0; runsText && i < sql.length(); ) {
      int end = Math.max(quotes.pass(i), i + 1);
      char c = sql.charAt(i);
      if (end > i + 1 && (c == '\'' || c == '$')) {
        String text = sql.substring(i, end);
        int quote = c == '\'' ? 1 : text.indexOf('$', 1) + 1;
        Optional<String> found =
            find(text.substring(quote, Math.max(quote, text.length() - quote)).replace("''", "'"));
        if (found.isPresent()) {
          return found;
        }
      }
      i = end;
    }
    return Optional.empty();
  }

  private boolean parenthesis(int at) {
    int i = at;
    while (i < sql.length()) {
      if (SqlText.isBlank(sql.charAt(i))) {
        i++;
      } else if (sql.startsWith("--", i) || sql.startsWith("/*", i)) {
        i = quotes.pass(i);
      } else {
        return sql.charAt(i) == '(';
      }
    }
    return false;
  }

  // To anywhere but the client.
  private static Optional<String> copies(String sql) {
    return SqlStatement.of(sql).verb().equals("COPY")
            && !TO_CLIENT.matcher(outermost(new SqlText(sql).plain())).matches()
        ? Optional.of("COPY reaches the server's files and programs")
        : Optional.empty();
  }

  // Without parenthesized text: a query, columns, options.
  private static String outermost(String plain) {
    StringBuilder outermost = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      depth -= c == ')' ? 1 : 0;
      if (depth == 0) {
        outermost.append(c == ')' ? ' ' : c);
      }
      depth += c == '(' ? 1 : 0;
    }
    return outermost.toString().replace('(', ' ');
  }
}
