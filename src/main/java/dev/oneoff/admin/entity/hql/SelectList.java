package dev.oneoff.admin.entity.hql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What somebody wrote between {@code select} and {@code from}, for naming the columns. */
final class SelectList {

  private static final Set<String> END =
      Set.of("from", "where", "group", "order", "union", "intersect", "except", "limit", "fetch");

  private final String text;
  private final List<String> items = new ArrayList<>();
  private int begin = -1;
  private int depth;

  private SelectList(String text) {
    this.text = text;
  }

  /** Of the first query if there are several; empty if there is no select clause. */
  static List<String> of(String hql) {
    SelectList list = new SelectList(hql);
    list.read();
    return list.items;
  }

  private void read() {
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        int end = text.indexOf(c, i + 1);
        i = end < 0 ? text.length() : end + 1;
      } else if (Character.isJavaIdentifierStart(c)) {
        int end = i;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
          end++;
        }
        if (depth == 0 && isEnd(text.substring(i, end).toLowerCase(Locale.ROOT), i, end)) {
          return;
        }
        i = end;
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0 && begin >= 0) {
          add(i);
          begin = i + 1;
        }
        i++;
      }
    }
    add(text.length());
  }

  private boolean isEnd(String word, int at, int end) {
    if (begin < 0) {
      begin = word.equals("select") ? end : -1;
    } else if (word.equals("distinct") && text.substring(begin, at).isBlank()) {
      begin = end;
    } else if (END.contains(word) && at > 0 && text.charAt(at - 1) != '.') {
      add(at);
      return true;
    }
    return false;
  }

  private void add(int end) {
    if (begin >= 0) {
      items.add(text.substring(begin, end).strip().replaceAll("\\s+", " "));
    }
  }
}
