package dev.oneoff.admin.database.statement;

import java.util.List;
import java.util.Set;

/** Statements that PostgreSQL only runs outside a transaction. */
public final class Alone {

  private static final Set<String> VERBS = Set.of("VACUUM", "CLUSTER", "CALL");
  private static final Set<String> WHOLE = Set.of("DATABASE", "TABLESPACE", "SYSTEM");

  private Alone() {}

  public static boolean isNeeded(SqlStatement statement) {
    List<String> words = statement.words(6);
    return VERBS.contains(statement.verb())
        || (words.size() > 1 && WHOLE.contains(words.get(1)) && !words.get(0).equals("COMMENT"))
        || words.contains("CONCURRENTLY");
  }
}
