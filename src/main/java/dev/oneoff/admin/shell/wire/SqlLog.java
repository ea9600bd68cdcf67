package dev.oneoff.admin.shell.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;

/**
 * The statements that one snippet has sent, with their times and without their values; statements
 * sent again and again are pointed out.
 */
public final class SqlLog {

  private static final int SHOWN = 50;
  private static final int MANY = 5;

  // The console's own, around a snippet's.
  private static final Pattern OWN =
      Pattern.compile(
          "(?is)\\s*((set|begin|rollback|reset|discard|unlisten|savepoint|release)\\b"
              + "|select set_config\\(name, wanted|select pg_advisory_unlock_all\\().*");

  // The next page of the same query.
  private static final Pattern PAGE = Pattern.compile("(?i)\\b(offset|fetch (first|next))\\b");

  private static final Set<String> READS = Set.of("select", "with");

  private record Sent(String sql, long nanos) {}

  private final List<Sent> sent = new ArrayList<>();
  private volatile boolean on;
  private volatile Optional<String> query = Optional.empty();

  /** Whether the console sends it itself, around a snippet. */
  static boolean isOwn(String sql) {
    return OWN.matcher(sql).matches();
  }

  public void turn(boolean whether) {
    on = whether;
  }

  /** Remembers the last one that reads, from any thread. */
  void asked(Query statement, @Nullable ParameterList values) {
    String sql = statement.getNativeSql();
    if (READS.contains(verb(sql)) && !isOwn(sql)) {
      query = Optional.of(values == null ? sql : statement.toString(values));
    }
  }

  private static String verb(String sql) {
    return sql.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
  }

  /** The last statement that was sent to read, with its values; not the console's own. */
  public Optional<String> query() {
    return query;
  }

  /** From any thread. */
  void add(String sql, long nanos) {
    if (on && !isOwn(sql)) {
      synchronized (sent) {
        sent.add(new Sent(sql.strip(), nanos));
      }
    }
  }

  /** A line for each, and a sentence for each that was sent many times; then they are forgotten. */
  public List<String> take() {
    List<Sent> all;
    synchronized (sent) {
      all = List.copyOf(sent);
      sent.clear();
    }
    List<String> lines = new ArrayList<>();
    Map<String, Integer> times = new LinkedHashMap<>();
    for (Sent each : all) {
      if (lines.size() < SHOWN) {
        lines.add(String.format(Locale.ROOT, "%8.1f ms  %s", each.nanos() / 1e6, each.sql()));
      }
      times.merge(each.sql(), 1, Integer::sum);
    }
    if (all.size() > SHOWN) {
      lines.add("         … and " + (all.size() - SHOWN) + " more.");
    }
    times.forEach(
        (sql, many) -> {
          if (many >= MANY && !PAGE.matcher(sql).find() && READS.contains(verb(sql))) {
            lines.add(
                "N+1: "
                    + many
                    + " times the same statement, where one with 'join fetch' or @BatchSize would"
                    + " do: "
                    + sql);
          }
        });
    return lines;
  }
}
