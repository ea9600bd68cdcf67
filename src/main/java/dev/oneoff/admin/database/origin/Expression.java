package dev.oneoff.admin.database.origin;

import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.database.origin.PlanText.Kind;
import dev.oneoff.admin.database.origin.PlanText.Word;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What one expression of a plan is made of. */
final class Expression {

  /**
   * Something that it refers to.
   *
   * @param of the alias, for a column
   */
  record Reference(To kind, String of, String name) {}

  /** The kind of reference. */
  enum To {
    COLUMN,
    /** A name without an alias. */
    ALONE,
    SUBPLAN,
    PARAMETER,
    UNKNOWN
  }

  private final List<Word> words;
  private final Opaque opaque;
  private final Predicate<Reference> secret;
  private int at;

  /**
   * An expression of a plan.
   *
   * @param secret whether what it refers to is sensitive
   */
  Expression(String text, Opaque opaque, Predicate<Reference> secret) {
    this.words = PlanText.words(text);
    this.opaque = opaque;
    this.secret = secret;
  }

  /** Whether its value contains anything sensitive or opaque. */
  boolean masked() {
    boolean masked = false;
    for (at = 0; at < words.size(); ) {
      masked |= next();
    }
    return masked;
  }

  private boolean next() {
    Word word = words.get(at);
    if (word.kind() == Kind.OPERATOR && word.is("::")) {
      at++;
      return type();
    }
    if (word.kind() == Kind.OPERATOR) {
      at++;
      return opaque.operator(word.text());
    }
    if (word.kind() == Kind.PARAMETER) {
      at++;
      return secret.test(new Reference(To.PARAMETER, "", word.text()));
    }
    if (!word.isName()) {
      at++;
      return word.kind() == Kind.UNENDED;
    }
    return name(word);
  }

  private boolean name(Word word) {
    if (word.is("InitPlan") || word.is("SubPlan")) {
      String label = word.text() + " " + text(at + 1);
      at += 2;
      // The column of the row that is meant.
      skipFields();
      return secret.test(new Reference(To.SUBPLAN, "", label));
    }
    if (word.is("FILTER") || word.is("EXISTS")) {
      // Which rows count, or whether there are any, is not a value.
      at++;
      skipParentheses();
      return false;
    }
    if (word.is("COLLATE")) {
      at++;
      chain();
      return false;
    }
    if (word.is("OPERATOR") && is(at + 1, "(")) {
      return qualifiedOperator();
    }
    List<Word> chain = chain();
    Word last = chain.get(chain.size() - 1);
    if (last.kind() == Kind.OPERATOR) {
      // A whole row.
      return secret.test(new Reference(To.COLUMN, chain.get(0).text(), "*"));
    }
    if (is(at, "(")) {
      boolean unseen = opaque.function(last.text());
      if (chain.size() == 1 && last.is("count") && !unseen) {
        skipParentheses();
      }
      return unseen || (last.is("current_setting") && !plainSetting(at + 1));
    }
    return switch (chain.size()) {
      case 1 -> secret.test(new Reference(To.ALONE, "", last.text()));
      case 2 -> secret.test(new Reference(To.COLUMN, chain.get(0).text(), last.text()));
      default -> secret.test(new Reference(To.UNKNOWN, "", last.text()));
    };
  }

  // The setting must be named right there.
  private boolean plainSetting(int place) {
    return place < words.size()
        && words.get(place).kind() == Kind.CONSTANT
        && !SecretNames.setting(words.get(place).text());
  }

  // OPERATOR(schema.+)
  private boolean qualifiedOperator() {
    boolean unseen = false;
    for (at++; at < words.size() && !is(at, ")"); at++) {
      unseen |= opaque.operator(words.get(at).text());
    }
    return unseen;
  }

  // a.b, a.*, schema.function
  private List<Word> chain() {
    int from = at;
    at++;
    while (is(at, ".") && at + 1 < words.size()) {
      at += 2;
    }
    return IntStream.range(from, at).filter(i -> (i - from) % 2 == 0).mapToObj(words::get).toList();
  }

  private boolean type() {
    if (at >= words.size() || !words.get(at).isName()) {
      return false;
    }
    List<Word> chain = chain();
    return opaque.type(chain.get(chain.size() - 1).text());
  }

  private void skipFields() {
    while (is(at, ")") && is(at + 1, ".")) {
      at += 3;
    }
  }

  private void skipParentheses() {
    int open = 0;
    do {
      open += is(at, "(") ? 1 : is(at, ")") ? -1 : 0;
      at++;
    } while (open > 0 && at < words.size());
  }

  private boolean is(int place, String mark) {
    return place < words.size() && words.get(place).is(mark);
  }

  private String text(int place) {
    return place < words.size() ? words.get(place).text() : "";
  }
}
