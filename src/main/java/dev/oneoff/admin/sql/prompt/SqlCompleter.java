package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.cli.terminal.SqlProposals;
import dev.oneoff.admin.cli.terminal.WordArguments;
import dev.oneoff.admin.database.catalogue.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes SQL, and the prompt's own words with their arguments. */
final class SqlCompleter implements Completer {

  private final SqlProposals sql;

  SqlCompleter(Schema schema) {
    sql = new SqlProposals(schema);
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word();
    String before = line.line().substring(0, line.cursor() - word.length());
    proposals(word, before, line.line())
        .distinct()
        .forEach(text -> candidates.add(candidate(text)));
  }

  // A function call continues with its arguments, and a directory with its contents.
  private static Candidate candidate(String text) {
    boolean whole = !text.endsWith("(") && !text.endsWith("/");
    return new Candidate(text, text, null, null, null, null, whole);
  }

  Stream<String> proposals(String word, String before, String statement) {
    boolean own = (before.isBlank() ? word : before.strip()).matches("(?s)[\\\\:].*");
    if (!own) {
      return sql.of(word, before, statement);
    }
    if (before.isBlank()) {
      return KnownWord.listed();
    }
    if (KnownWord.named(before.strip()).filter(KnownWord::ofTables).isPresent()) {
      return word.indexOf('.') > 0 ? sql.of(word, "", statement) : sql.tables();
    }
    return WordArguments.of(before.strip(), word);
  }
}
