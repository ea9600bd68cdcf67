package dev.oneoff.admin.database.origin;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own objects that reveal the service's values or passwords: statistics contain
 * samples of columns, sessions show what they run, settings have logins, and some functions run SQL
 * text or read a file.
 */
final class SystemSecrets {

  private static final Pattern STATISTICS = Pattern.compile("stavalues\\d");

  private static final Map<String, Set<String>> COLUMNS =
      Map.ofEntries(
          Map.entry(
              "pg_stats", Set.of("most_common_vals", "most_common_elems", "histogram_bounds")),
          Map.entry("pg_stats_ext", Set.of("most_common_vals")),
          Map.entry(
              "pg_stats_ext_exprs",
              Set.of("most_common_vals", "most_common_elems", "histogram_bounds")),
          Map.entry("pg_statistic_ext_data", Set.of("stxdmcv", "stxdexpr")),
          Map.entry("pg_stat_activity", Set.of("query")),
          Map.entry("pg_authid", Set.of("rolpassword")),
          Map.entry("pg_shadow", Set.of("passwd", "useconfig")),
          Map.entry("pg_user_mapping", Set.of("umoptions")),
          Map.entry("pg_user_mappings", Set.of("umoptions")),
          Map.entry("user_mapping_options", Set.of("option_value")),
          Map.entry("pg_subscription", Set.of("subconninfo")),
          Map.entry("pg_largeobject", Set.of("data")),
          Map.entry("pg_settings", Set.of("setting", "boot_val", "reset_val")),
          Map.entry("pg_file_settings", Set.of("setting")),
          Map.entry("pg_db_role_setting", Set.of("setconfig")),
          Map.entry("pg_roles", Set.of("rolconfig")),
          Map.entry("pg_user", Set.of("useconfig")));

  private static final Map<String, Set<String>> ROWS =
      Map.of(
          "pg_stat_get_activity", Set.of("query"),
          "pg_show_all_settings", Set.of("setting", "boot_val", "reset_val"),
          "pg_show_all_file_settings", Set.of("setting"),
          "pg_stat_statements", Set.of("query"));

  // They run SQL text, or read what no plan names.
  private static final Pattern FUNCTIONS =
      Pattern.compile(
          "(query|table|schema|database|cursor)_to_xml.*|ts_stat|ts_rewrite|pg_read_.*file.*|lo_get"
              + "|loread|lo_export|currtid.*|pg_stat_get_backend_activity"
              + "|pg_logical_slot_(get|peek)_.*|pg_stat_get_activity|dblink.*");

  private SystemSecrets() {}

  static boolean column(String relation, String column) {
    return (relation.equals("pg_statistic") && (column.equals("*") || statistics(column)))
        || COLUMNS.getOrDefault(relation, Set.of()).contains(column)
        || (column.equals("*") && COLUMNS.containsKey(relation));
  }

  private static boolean statistics(String column) {
    return STATISTICS.matcher(column).matches();
  }

  /** Whether a function's result cannot be traced to its arguments. */
  static boolean function(String name) {
    return FUNCTIONS.matcher(name).matches();
  }

  /** Whether a function returns rows of which only some columns are secret. */
  static boolean rows(String function) {
    return ROWS.containsKey(function);
  }

  /** Whether a column is one of them. */
  static boolean ofRows(String function, String column) {
    return column.equals("*") || ROWS.getOrDefault(function, Set.of()).contains(column);
  }
}
