package dev.oneoff.admin.database.origin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What in this database computes values in a way that cannot be traced: user-defined functions, and
 * the operators and casts that call them. Immutable C functions of an extension are as trustworthy
 * as PostgreSQL's own.
 */
final class Opaque {

  private static final String QUERY =
      """
      with own as (
        select p.oid, p.proname, p.provolatile
        from pg_catalog.pg_proc p
        join pg_catalog.pg_language l on l.oid = p.prolang
        where p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace
          and p.pronamespace <> 'information_schema'::pg_catalog.regnamespace
          and not (l.lanname = 'c' and p.provolatile = 'i' and exists (
            select from pg_catalog.pg_depend d
            where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid and d.deptype = 'e')))
      select 'f', proname, provolatile = 'i' from own
      union select 'o', o.oprname, false from pg_catalog.pg_operator o join own on own.oid = o.oprcode
      union select 't', t.typname, false from pg_catalog.pg_cast c join own on own.oid = c.castfunc
        join pg_catalog.pg_type t on t.oid = c.casttarget
      """;

  private final Set<String> functions = new HashSet<>();
  private final Set<String> folded = new HashSet<>();
  private final Set<String> operators = new HashSet<>();
  private final Set<String> types = new HashSet<>();

  private Opaque() {}

  static Opaque read(Connection connection) throws SQLException {
    Opaque opaque = new Opaque();
    try (PreparedStatement query = connection.prepareStatement(QUERY);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(2);
        switch (rows.getString(1)) {
          case "f" -> {
            opaque.functions.add(name);
            if (rows.getBoolean(3)) {
              opaque.folded.add(name);
            }
          }
          case "o" -> opaque.operators.add(name);
          default -> opaque.types.add(name);
        }
      }
    }
    return opaque;
  }

  boolean function(String name) {
    return functions.contains(name) || SystemSecrets.function(name);
  }

  boolean operator(String name) {
    return operators.contains(name);
  }

  boolean type(String name) {
    return types.contains(name);
  }

  /** Whether an expression contains any of them. */
  boolean any(List<PlanText.Word> expression) {
    return expression.stream()
        .anyMatch(
            word ->
                switch (word.kind()) {
                  case NAME, QUOTED -> function(word.text()) || type(word.text());
                  case OPERATOR -> operator(word.text());
                  case UNENDED -> true;
                  case MARK, PARAMETER, CONSTANT -> false;
                });
  }

  /**
   * Whether a statement names a function that PostgreSQL may call during planning, so that the plan
   * contains its value instead of its name. Unterminated text counts as well.
   */
  boolean calledWhilePlanning(List<PlanText.Word> statement) {
    return statement.stream()
        .anyMatch(word -> word.kind() == PlanText.Kind.UNENDED || folded(word));
  }

  private boolean folded(PlanText.Word word) {
    return word.isName()
        && folded.contains(
            word.kind() == PlanText.Kind.QUOTED
                ? word.text()
                : word.text().toLowerCase(Locale.ROOT));
  }
}
