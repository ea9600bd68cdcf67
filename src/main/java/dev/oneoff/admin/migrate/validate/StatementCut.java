package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.database.statement.SqlToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.util.StringUtil;

/**
 * Where Liquibase turns SQL text into something other than what is written. Its splitter does not
 * know dollar quotes, takes a backslash for an escape and the first end of a comment for the last:
 * it splits at semicolons inside, and removes what looks like a comment there. Its actual result is
 * compared with what PostgreSQL reads.
 *
 * @param at the position in the text
 * @param split whether the text is split there; otherwise something is removed
 */
record StatementCut(int at, boolean split) {

  private static final Set<String> OF_CODE = Set.of("FUNCTION", "PROCEDURE");
  private static final Set<String> WITH_OUR_COMMENTS = Set.of("PLPGSQL", "SQL");

  static Optional<StatementCut> in(Change change) {
    if (!(change instanceof AbstractSQLChange sql) || sql.getSql() == null) {
      return Optional.empty();
    }
    String text = sql.getSql().replace("\r\n", "\n").replace('\r', '\n');
    List<List<SqlToken>> pieces = new ArrayList<>();
    for (String piece :
        StringUtil.processMultiLineSQL(
            text,
            sql.isStripComments(),
            sql.isSplitStatements(),
            sql.getEndDelimiter(),
            sql.getChangeSet())) {
      pieces.add(SqlToken.code(piece).toList());
    }
    return sql.getEndDelimiter() == null
        ? new Comparison(text).compare(pieces)
        : literals(text, pieces);
  }

  // Another delimiter can be anything; but it is not in the resulting text.
  private static Optional<StatementCut> literals(String text, List<List<SqlToken>> pieces) {
    List<SqlToken> written = quoted(SqlToken.code(text).toList());
    List<SqlToken> read = pieces.stream().flatMap(piece -> quoted(piece).stream()).toList();
    for (int i = 0; i < written.size(); i++) {
      SqlToken token = written.get(i);
      if (i >= read.size() || read.get(i).open()) {
        return Optional.of(new StatementCut(token.at(), true));
      }
      if (!sameCode(token, read.get(i), true)) {
        return Optional.of(new StatementCut(token.at(), false));
      }
    }
    return Optional.empty();
  }

  private static List<SqlToken> quoted(List<SqlToken> tokens) {
    return tokens.stream().filter(token -> token.kind() == SqlToken.Kind.QUOTED).toList();
  }

  /** Whether only comments are missing from a body; in a value they are part of it. */
  private static boolean sameCode(SqlToken written, SqlToken read, boolean body) {
    if (written.text().equals(read.text())) {
      return true;
    }
    return body
        && written.dollar()
        && read.dollar()
        && words(inside(written)).equals(words(inside(read)));
  }

  private static List<String> words(String body) {
    return SqlToken.code(body).map(SqlToken::text).toList();
  }

  private static String inside(SqlToken token) {
    int tag = token.text().indexOf('$', 1) + 1;
    return token.text().substring(tag, Math.max(tag, token.text().length() - tag));
  }

  /** Compares the two, token by token. */
  private static final class Comparison {

    private final String text;
    private final List<SqlToken> written;
    private final Set<Integer> delimiters = new HashSet<>();
    private int next;
    // Where the statement began.
    private int begun;

    Comparison(String text) {
      this.text = text;
      this.written = SqlToken.code(text).toList();
      findDelimiters();
    }

    private void findDelimiters() {
      int parentheses = 0;
      int bodies = 0;
      for (int i = 0; i < written.size(); i++) {
        SqlToken token = written.get(i);
        String word = token.word();
        if (token.kind() == SqlToken.Kind.SIGN) {
          parentheses += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
        } else if (token.kind() == SqlToken.Kind.WORD) {
          if (word.equals("ATOMIC") && i > 0 && written.get(i - 1).is("BEGIN")) {
            bodies = 1;
          } else if (bodies > 0) {
            bodies += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
          }
        }
        boolean semicolon = word.equals(";") && parentheses <= 0 && bodies == 0;
        boolean oldWord = word.equals("GO") || word.equals("/");
        if (semicolon || (oldWord && aloneOnItsLine(token))) {
          delimiters.add(i);
          parentheses = 0;
        }
      }
    }

    private boolean aloneOnItsLine(SqlToken token) {
      int begin = text.lastIndexOf('\n', token.at()) + 1;
      int end = text.indexOf('\n', token.at());
      return text.substring(begin, end < 0 ? text.length() : end).strip().equals(token.text());
    }

    Optional<StatementCut> compare(List<List<SqlToken>> pieces) {
      for (List<SqlToken> piece : pieces) {
        passDelimiters();
        for (SqlToken token : piece) {
          if (next >= written.size()) {
            return Optional.of(new StatementCut(text.length() - 1, true));
          }
          SqlToken should = written.get(next);
          if (token.open() && !should.open()) {
            return Optional.of(new StatementCut(should.at(), true));
          }
          if (!sameCode(should, token, isBody(should))) {
            boolean lost = should.kind() == SqlToken.Kind.QUOTED && token.kind() == should.kind();
            return Optional.of(new StatementCut(should.at(), !lost));
          }
          if (delimiters.contains(next)) {
            begun = next + 1;
          }
          next++;
        }
      }
      passDelimiters();
      return next < written.size()
          ? Optional.of(new StatementCut(written.get(next).at(), true))
          : Optional.empty();
    }

    private void passDelimiters() {
      while (delimiters.contains(next)) {
        next++;
        begun = next;
      }
    }

    // A function or a do block, in a language with SQL's comments.
    private boolean isBody(SqlToken token) {
      if (!token.dollar()) {
        return false;
      }
      List<String> words =
          written.subList(begun, written.size()).stream()
              .takeWhile(other -> !other.is(";"))
              .map(SqlToken::word)
              .toList();
      int language = words.indexOf("LANGUAGE");
      boolean known =
          language < 0
              || language + 1 >= words.size()
              || WITH_OUR_COMMENTS.contains(
                  words.get(language + 1).replaceAll("['\"]", "").toUpperCase(Locale.ROOT));
      return known
          && !words.isEmpty()
          && (words.get(0).equals("DO")
              || (words.get(0).equals("CREATE")
                  && words.stream().limit(4).anyMatch(OF_CODE::contains)));
    }
  }
}
