package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.grammars.hql.HqlLexer;

/**
 * Parts of a query that Hibernate would copy into its SQL unparsed: SQL text, or the name of a
 * column or a function. They could be anything, even the end of the transaction, so they are
 * refused unless the service's settings allow them.
 */
final class PassedText {

  private static final Pattern FUNCTION_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]*");
  private static final Pattern QUOTED_NAME = Pattern.compile("`[\\p{L}\\p{N}_ ]*`");

  private PassedText() {}

  /**
   * Refuses what the settings do not allow.
   *
   * @throws AdminException {@code REFUSED}
   */
  static void refuse(String hql) {
    refuse(
        hql,
        Set.copyOf(
            new Settings(ConfigProvider.getConfig()).namesIn(OwnSetting.QUERY_TEXT_FUNCTIONS)));
  }

  static void refuse(String hql, Set<String> allowed) {
    // By Hibernate's own lexer: comments and strings do not count.
    HqlLexer lexer = new HqlLexer(CharStreams.fromString(hql));
    lexer.removeErrorListeners();
    CommonTokenStream stream = new CommonTokenStream(lexer);
    stream.fill();
    List<Token> words = stream.getTokens().stream().filter(word -> word.getChannel() == 0).toList();
    for (int i = 0; i < words.size(); i++) {
      Token word = words.get(i);
      if (word.getType() == HqlLexer.QUOTED_IDENTIFIER
          && !QUOTED_NAME.matcher(word.getText()).matches()) {
        throw refusal("a name that is more than a name (" + word.getText() + ")");
      }
      if (i + 2 < words.size() && words.get(i + 1).getType() == HqlLexer.LEFT_PAREN) {
        requireAllowed(name(word), allowed);
        if (word.getType() == HqlLexer.FUNCTION) {
          requireAllowed(name(words.get(i + 2)), allowed);
          requireName(name(words.get(i + 2)), allowed);
        }
      }
    }
  }

  private static void requireAllowed(String name, Set<String> allowed) {
    if ((name.equals("sql") || name.equals("column")) && !allowed.contains(name)) {
      throw refusal(name + "(…)");
    }
  }

  private static void requireName(String name, Set<String> allowed) {
    if (!FUNCTION_NAME.matcher(name).matches() && !allowed.contains("function")) {
      throw refusal("function('" + name + "')");
    }
  }

  // Without quotes; Hibernate ignores case as well.
  private static String name(Token word) {
    String text = word.getText().toLowerCase(Locale.ROOT);
    return switch (word.getType()) {
      case HqlLexer.QUOTED_IDENTIFIER, HqlLexer.STRING_LITERAL, HqlLexer.JAVA_STRING_LITERAL ->
          text.substring(text.startsWith("j") ? 2 : 1, text.length() - 1);
      default -> text;
    };
  }

  private static AdminException refusal(String what) {
    return AdminException.refused(
        what
            + " goes into the SQL as it is written, and a query must only read: nothing can tell"
            + " what it does. Use 'sql' for SQL. If queries need it, "
            + OwnSetting.QUERY_TEXT_FUNCTIONS
            + " lets it through (sql, column, function).");
  }
}
