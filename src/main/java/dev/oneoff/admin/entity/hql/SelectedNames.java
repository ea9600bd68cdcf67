package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.entity.ColumnNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the values in a query's rows, from its text alone: for several values Hibernate
 * returns an array, which does not know where it came from.
 */
public final class SelectedNames {

  private static final Pattern ALIAS =
      Pattern.compile("(?is).*?[\\w)'\"]\\s+(?:as\\s+)?([a-z_]\\w*)");
  // Words that can end an expression.
  private static final Pattern NO_ALIAS = Pattern.compile("(?i)end|null|true|false|day|month|year");
  private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)+");
  // With these the array may be one that a person made from another.
  private static final Pattern MADE = Pattern.compile("->|::|\\bnew\\b|\\+");

  private static final String BLOCK = "\"\"\"";

  private SelectedNames() {}

  /** By alias or path, else as it is written; empty for a query without a select clause. */
  public static List<String> of(String hql) {
    return ColumnNames.unique(SelectList.of(hql).stream().map(SelectedNames::name).toList());
  }

  /**
   * Of the only query in a piece of Java whose rows are its value.
   *
   * @return empty if there are several, or if the rows may be different ones
   */
  public static List<String> ofJava(String source) {
    Optional<String> query = Optional.empty();
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < source.length(); ) {
      if (source.charAt(i) != '"') {
        code.append(source.charAt(i++));
        continue;
      }
      String quote = source.startsWith(BLOCK, i) ? BLOCK : "\"";
      int begin = i + quote.length();
      int end = end(source, begin, quote);
      i = end + quote.length();
      String text = source.substring(begin, end).strip();
      if (text.regionMatches(true, 0, "select ", 0, 7)) {
        if (query.isPresent()) {
          return List.of();
        }
        query = Optional.of(text.replace("\\n", " "));
      }
    }
    return MADE.matcher(code).find() ? List.of() : query.map(SelectedNames::of).orElse(List.of());
  }

  // On a long text a regular expression would exhaust the stack.
  private static int end(String source, int begin, String quote) {
    int i = begin;
    while (i < source.length() && !source.startsWith(quote, i)) {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, source.length());
  }

  private static String name(String item) {
    if (PATH.matcher(item).matches()) {
      return item.substring(item.lastIndexOf('.') + 1);
    }
    Matcher alias = ALIAS.matcher(item);
    return alias.matches() && !NO_ALIAS.matcher(alias.group(1)).matches() ? alias.group(1) : item;
  }
}
