package dev.oneoff.admin.shell.wire;

import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.database.statement.SqlToken;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a statement return its rows before and after the change, in front of whatever it returns
 * itself. PostgreSQL supports both since version 18.
 */
final class Returning {

  /** How many columns come first. */
  static final int COLUMNS = 3;

  static final int VERSION = 180_000;

  static final Set<String> VERBS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  private static final String IMAGES =
      " with (old as oneoff_old, new as oneoff_new)"
          + " pg_catalog.pg_typeof(oneoff_new)::pg_catalog.oid::pg_catalog.text,"
          + " oneoff_old::pg_catalog.text, oneoff_new::pg_catalog.text";

  private Returning() {}

  /** The statement with those columns; empty if it does something else, or names them itself. */
  static Optional<String> images(String sql) {
    SqlStatement statement = SqlStatement.of(sql);
    if (!VERBS.contains(statement.verb())) {
      return Optional.empty();
    }
    String text = statement.text();
    int own = own(text);
    if (own < 0) {
      return Optional.of(text + "\nreturning" + IMAGES);
    }
    String rest = text.substring(own);
    return rest.strip().toLowerCase(Locale.ROOT).startsWith("with")
        ? Optional.empty()
        : Optional.of(text.substring(0, own) + IMAGES + ", " + rest);
  }

  // After the word, outside parentheses.
  private static int own(String text) {
    int depth = 0;
    for (SqlToken token : SqlToken.code(text).toList()) {
      if (depth == 0 && token.is("returning")) {
        return token.end();
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return -1;
  }
}
