package dev.oneoff.admin.shell.prompt;

import dev.oneoff.admin.cli.terminal.SqlProposals;
import dev.oneoff.admin.database.catalogue.Schema;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which strings in Java are SQL, and what completes them, as at the prompt of {@code sql}. */
public final class SqlStrings {

  private static final String HELPER = "sql";
  private static final Pattern WORD = Pattern.compile("[\\w$.]*$");

  private final SqlProposals sql;

  public SqlStrings(Schema schema) {
    sql = new SqlProposals(schema);
  }

  /** What could replace the last word; empty if the string is not SQL. */
  Optional<HqlStrings.Proposed> in(OpenText text) {
    return !text.calls().isEmpty() && text.calls().get(0).equals(HELPER) && text.argument() == 0
        ? Optional.of(at(text.before(), text.after()))
        : Optional.empty();
  }

  /** The same for a statement up to its cursor, and for what follows. */
  HqlStrings.Proposed at(String before, String after) {
    Matcher last = WORD.matcher(before);
    String word = last.find() ? last.group() : "";
    return new HqlStrings.Proposed(
        word,
        // In a Java string a quote would end it.
        sql.of(word, before.substring(0, before.length() - word.length()), before + after)
            .filter(name -> name.indexOf('"') < 0)
            .distinct()
            .toList());
  }
}
