package dev.oneoff.admin.migrate.plan;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.database.statement.SqlToken;
import dev.oneoff.admin.migrate.plan.TableLock.Level;
import dev.oneoff.admin.migrate.plan.TableLock.Rewrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lock a statement takes on which tables, as documented in PostgreSQL's manual (14 to 18).
 * The first rule that matches decides; if none does the lock is unknown, because a wrong answer is
 * worse than none.
 */
public final class LockRules {

  private static final String NAME = Identifier.PATTERN;
  private static final String TABLE = "(?<table>" + NAME + "(?: ?\\. ?" + NAME + ")*)";
  private static final String OTHER = TABLE.replace("<table>", "<other>");
  private static final String TABLES =
      TABLE.replace(")*)", ")*(?: ?, ?(?:only )?" + NAME + "(?: ?\\. ?" + NAME + ")*)*)");
  private static final String COLUMN = "(?:column )?(?:if (?:not )?exists )?" + NAME;
  private static final Pattern REFERENCES = pattern(".*?\\breferences " + OTHER + ".*?");
  private static final Pattern ONE_OF_MANY = pattern("(?:only )?" + TABLE + "(?: ?\\*)?");

  private record Rule(Pattern form, Function<Matcher, List<TableLock>> locks) {}

  private record Action(Pattern form, Level level, Rewrite rewrite) {}

  private static final List<Rule> RULES =
      List.of(
          // CREATE TABLE: a partition takes ACCESS EXCLUSIVE on its parent, a foreign key SHARE ROW
          // EXCLUSIVE on what it references; nobody else can see the new table yet.
          rule(
              "create (?:temp(?:orary)? |unlogged )?table .*(?:[(,] ?like |\\binherits ?\\(|\\bas"
                  + " \\(? ?(?:select|with|values|table|execute)\\b).*",
              m -> unknown()),
          rule(
              "create (?:unlogged )?table (?:if not exists )?"
                  + NAME
                  + "(?:\\."
                  + NAME
                  + ")* partition of "
                  + TABLE
                  + "\\b.*",
              m -> on(m, Level.ACCESS_EXCLUSIVE)),
          rule(
              "create (?:temp(?:orary)? |unlogged )?table (?:if not exists )?"
                  + NAME
                  + "(?: ?\\. ?"
                  + NAME
                  + ")* ?\\(.*\\)[^()]*(?:\\([^()]*\\))?",
              m -> newTable(m.group())),
          // A new object that belongs to no table.
          rule(
              "create sequence (?!.*\\bowned by\\b).*",
              m -> List.of(TableLock.of(null, Level.NONE))),
          // 13.3.1: CREATE INDEX CONCURRENTLY; CREATE INDEX.
          rule(
              "create (?:unique )?index concurrently .*?\\bon (?:only )?"
                  + TABLE
                  + "(?: using| ?\\().*",
              m -> on(m, Level.SHARE_UPDATE_EXCLUSIVE)),
          rule(
              "create (?:unique )?index .*?\\bon (?:only )?" + TABLE + "(?: using| ?\\().*",
              m -> on(m, Level.SHARE)),
          // DROP INDEX: the manual says of CONCURRENTLY that it blocks nobody, but not which lock
          // it takes.
          rule("drop index concurrently .*", m -> unknown()),
          rule(
              "drop index (?:if exists )?" + TABLES + "(?<more> cascade| restrict)?",
              m -> onAll(m, Level.ACCESS_EXCLUSIVE)),
          // 13.3.1: DROP TABLE, TRUNCATE.
          rule(
              "drop table (?:if exists )?" + TABLES + "(?<more> cascade| restrict)?",
              m -> onAll(m, Level.ACCESS_EXCLUSIVE)),
          rule(
              "truncate (?:table )?(?:only )?"
                  + TABLES
                  + "(?: restart identity| continue identity)?(?<more> cascade| restrict)?",
              m -> onAll(m, Level.ACCESS_EXCLUSIVE)),
          // 13.3.1: INSERT, UPDATE, DELETE, MERGE.
          rule("insert into " + TABLE + "\\b.*", m -> on(m, Level.ROW_EXCLUSIVE)),
          rule("update (?:only )?" + TABLE + "\\b.*", m -> on(m, Level.ROW_EXCLUSIVE)),
          rule("delete from (?:only )?" + TABLE + "(?: .*)?", m -> on(m, Level.ROW_EXCLUSIVE)),
          rule("merge into (?:only )?" + TABLE + "\\b.*", m -> on(m, Level.ROW_EXCLUSIVE)),
          // 13.3.1: CREATE TRIGGER; CREATE STATISTICS; COMMENT ON.
          rule(
              "create (?:or replace )?trigger (?!.* from ).*?\\bon " + TABLE + "\\b.*",
              m -> on(m, Level.SHARE_ROW_EXCLUSIVE)),
          rule("create statistics .*\\bfrom " + TABLE, m -> on(m, Level.SHARE_UPDATE_EXCLUSIVE)),
          rule(
              "comment on (?:table|index|materialized view) " + TABLE + " is .*",
              m -> on(m, Level.SHARE_UPDATE_EXCLUSIVE)),
          rule(
              "comment on column (?<table>" + NAME + "(?:\\." + NAME + ")?)\\." + NAME + " is .*",
              m -> on(m, Level.SHARE_UPDATE_EXCLUSIVE)),
          // 13.3.1: VACUUM FULL, CLUSTER and REFRESH MATERIALIZED VIEW; their milder forms.
          rule("vacuum (?:full(?: verbose)?|\\( ?full ?\\)) " + TABLE, m -> rewriting(m)),
          rule(
              "(?:vacuum|analyze)(?: verbose)? " + TABLE + "(?: ?\\(.*\\))?",
              m -> on(m, Level.SHARE_UPDATE_EXCLUSIVE)),
          rule("cluster (?:verbose )?" + TABLE + "(?: using " + NAME + ")?", m -> rewriting(m)),
          rule(
              "refresh materialized view concurrently " + TABLE + "(?: .*)?",
              m -> on(m, Level.EXCLUSIVE)),
          rule("refresh materialized view " + TABLE + "(?: .*)?", m -> rewriting(m)),
          // 13.3.1: REINDEX CONCURRENTLY; REINDEX. It locks the table itself only with SHARE, but
          // also its indexes, and "blocks virtually any queries", which look at all of them.
          rule(
              "reindex (?:index|table) concurrently " + TABLE,
              m -> on(m, Level.SHARE_UPDATE_EXCLUSIVE)),
          rule("reindex (?:index|table) " + TABLE, m -> on(m, Level.ACCESS_EXCLUSIVE)),
          // ALTER INDEX: renaming is milder than the other forms.
          rule(
              "alter index (?:if exists )?" + TABLE + " rename to .*",
              m -> on(m, Level.SHARE_UPDATE_EXCLUSIVE)),
          rule(
              "alter table (?:if exists )?(?:only )?" + TABLE + "(?: ?\\*)? (?<actions>.*)",
              m -> altered(m)));

  /** ALTER TABLE: ACCESS EXCLUSIVE "unless explicitly noted"; these are its forms and notes. */
  private static final List<Action> ACTIONS =
      List.of(
          milder("alter " + COLUMN + " set statistics .*"),
          milder("alter " + COLUMN + " (?:set|reset) ?\\(.*"),
          milder("validate constraint .*"),
          milder("cluster on .*|set without cluster"),
          milder(
              "set ?\\((?: ?(?:fillfactor|toast_\\w+|(?:toast\\.)?autovacuum_\\w+|parallel_workers)"
                  + " ?= ?[^,]+,?)+\\)"),
          action(
              "(?:enable|disable) (?:(?:replica|always) )?trigger .*",
              Level.SHARE_ROW_EXCLUSIVE,
              Rewrite.NO),
          action(
              "add (?:constraint " + NAME + " )?foreign key .*",
              Level.SHARE_ROW_EXCLUSIVE,
              Rewrite.NO),
          // Of ADD COLUMN's notes: a volatile default, a stored generated column, an identity
          // column.
          action(
              "add "
                  + COLUMN
                  + " .*\\b(?:(?:small|big)?serial[248]?\\b.*|generated .*\\bas"
                  + " identity\\b.*|generated always as .* stored\\b.*)",
              Level.ACCESS_EXCLUSIVE,
              Rewrite.YES),
          action(
              "add "
                  + COLUMN
                  + " .*\\bdefault\\b.*\\b(?:random|gen_random_uuid|uuidv[47]|uuid_generate_v[14]|clock_timestamp|timeofday|nextval)"
                  + " ?\\(.*",
              Level.ACCESS_EXCLUSIVE,
              Rewrite.YES),
          exclusive(
              "add (?!constraint |unique|primary key|check|exclude|foreign key)"
                  + COLUMN
                  + " "
                  + plainType()
                  + "(?!.*\\bdefault .*\\()(?!.*\\bgenerated\\b).*"),
          exclusive("add " + COLUMN + " " + plainType() + ".*\\bdefault (?:now ?\\( ?\\)|'').*"),
          action(
              "add (?!constraint |unique|primary key|check|exclude|foreign key)" + COLUMN + " .*",
              Level.ACCESS_EXCLUSIVE,
              Rewrite.POSSIBLE),
          exclusive(
              "add (?:constraint "
                  + NAME
                  + " )?(?:unique|primary key|check|exclude|not null)\\b.*"),
          // Not rewritten if the old type is binary coercible to the new one, which is usually one
          // of these.
          action(
              "alter "
                  + COLUMN
                  + " (?:set data )?type (?:text|varchar|character"
                  + " varying|numeric|decimal|inet|varbit|bit"
                  + " varying|timestamp|timestamptz|time|interval)\\b(?!.*\\busing\\b).*",
              Level.ACCESS_EXCLUSIVE,
              Rewrite.POSSIBLE),
          action(
              "alter " + COLUMN + " (?:set data )?type .*\\busing\\b.*",
              Level.ACCESS_EXCLUSIVE,
              Rewrite.POSSIBLE),
          action("alter " + COLUMN + " (?:set data )?type .*", Level.ACCESS_EXCLUSIVE, Rewrite.YES),
          action(
              "alter " + COLUMN + " set expression .*", Level.ACCESS_EXCLUSIVE, Rewrite.POSSIBLE),
          exclusive(
              "alter "
                  + COLUMN
                  + " (?:(?:set|drop) (?:not null|default|identity|expression|generated)|add"
                  + " generated)\\b.*"),
          exclusive("alter " + COLUMN + " set (?:storage|compression) .*"),
          exclusive(
              "alter constraint .*|drop constraint .*|rename .*|owner to .*|set schema .*|replica"
                  + " identity .*"),
          exclusive("drop " + COLUMN + "(?: cascade| restrict)?"),
          exclusive("(?:enable|disable|force|no force) row level security"),
          action(
              "set (?:tablespace|access method) .*|set (?:un)?logged",
              Level.ACCESS_EXCLUSIVE,
              Rewrite.YES));

  private LockRules() {}

  /** One for each table that the statement is known to lock; never empty. */
  public static List<TableLock> of(StatementText statement) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.form().matcher(statement.shape());
      if (matcher.matches()) {
        return rule.locks().apply(matcher);
      }
    }
    return unknown();
  }

  /** The table that a statement creates, if any. */
  static String createdTable(StatementText statement) {
    Matcher matcher =
        pattern(
                "create (?:temp(?:orary)? |unlogged )?table (?:if not exists )?"
                    + TABLE
                    + "\\b.*|create .*")
            .matcher(statement.shape());
    String table = matcher.matches() ? matcher.group("table") : null;
    return table == null ? "" : table;
  }

  private static String plainType() {
    // Types that cannot be a domain with a constraint, which would cause the table to be rewritten.
    return "(?:bool|boolean|smallint|int|integer|bigint|int[248]|real|float[48]?|double"
        + " precision|numeric|decimal|text|varchar|char|character|bpchar|character"
        + " varying|bytea|date|time|timetz|timestamp|timestamptz|interval|uuid|jsonb?|xml|inet|cidr)\\b";
  }

  // Nobody else can see it yet, but the tables that it references are there.
  private static List<TableLock> newTable(String shape) {
    List<TableLock> locks = new ArrayList<>();
    references(shape).forEach(table -> locks.add(TableLock.of(table, Level.SHARE_ROW_EXCLUSIVE)));
    return locks.isEmpty() ? List.of(TableLock.of(null, Level.NONE)) : locks;
  }

  private static List<String> references(String shape) {
    List<String> tables = new ArrayList<>();
    Matcher matcher = REFERENCES.matcher(shape);
    while (matcher.find()) {
      if (!tables.contains(matcher.group("other"))) {
        tables.add(matcher.group("other"));
      }
    }
    return tables;
  }

  // "When multiple subcommands are given, the lock acquired will be the strictest one required by
  // any subcommand."
  private static List<TableLock> altered(Matcher matcher) {
    Map<String, TableLock> locks = new LinkedHashMap<>();
    String table = matcher.group("table");
    locks.put(table, TableLock.of(table, Level.NONE));
    for (String text : atCommas(matcher.group("actions"))) {
      TableLock lock =
          ACTIONS.stream()
              .filter(action -> action.form().matcher(text).matches())
              .map(action -> new TableLock(table, action.level(), action.rewrite()))
              .findFirst()
              .orElseGet(() -> TableLock.of(table, Level.UNKNOWN));
      locks.merge(table, lock, TableLock::and);
      for (String other : references(text)) {
        locks.merge(other, TableLock.of(other, Level.SHARE_ROW_EXCLUSIVE), TableLock::and);
      }
    }
    return List.copyOf(locks.values());
  }

  /** Split at commas outside parentheses. */
  private static List<String> atCommas(String all) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (SqlToken token : SqlToken.code(all).toList()) {
      depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
      if (token.is(",") && depth == 0) {
        parts.add(all.substring(start, token.at()).strip());
        start = token.end();
      }
    }
    parts.add(all.substring(start).strip());
    return parts;
  }

  private static List<TableLock> onAll(Matcher matcher, Level level) {
    List<TableLock> locks = new ArrayList<>();
    for (String name : atCommas(matcher.group("table"))) {
      Matcher one = ONE_OF_MANY.matcher(name);
      locks.add(TableLock.of(one.matches() ? one.group("table") : name, level));
    }
    // What else is dropped is not in the statement.
    if (" cascade".equalsIgnoreCase(matcher.group("more"))) {
      locks.add(TableLock.unknown());
    }
    return locks;
  }

  private static List<TableLock> on(Matcher matcher, Level level) {
    return List.of(TableLock.of(matcher.group("table"), level));
  }

  private static List<TableLock> rewriting(Matcher matcher) {
    return List.of(new TableLock(matcher.group("table"), Level.ACCESS_EXCLUSIVE, Rewrite.YES));
  }

  private static List<TableLock> unknown() {
    return List.of(TableLock.unknown());
  }

  private static Rule rule(String form, Function<Matcher, List<TableLock>> locks) {
    return new Rule(pattern(form), locks);
  }

  private static Action milder(String form) {
    return action(form, Level.SHARE_UPDATE_EXCLUSIVE, Rewrite.NO);
  }

  private static Action exclusive(String form) {
    return action(form, Level.ACCESS_EXCLUSIVE, Rewrite.NO);
  }

  private static Action action(String form, Level level, Rewrite rewrite) {
    return new Action(pattern(form), level, rewrite);
  }

  private static Pattern pattern(String form) {
    return Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
