package dev.oneoff.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is sensitive out of texts that leave the process: what is said, logged and written
 * down. It knows the values that the process has come across as sensitive, and the places in which
 * PostgreSQL writes values into its words.
 */
public final class Redaction {

  /** Of this process. */
  public static final Redaction PROCESS = new Redaction();

  private static final int TYPED = 50;

  // Of each language: Key (email)=(…) already exists.
  private static final Pattern KEY = Pattern.compile("\\(([^\\n=]*?)\\)=\\([^\\n]*\\)");
  private static final Pattern NAME = Pattern.compile("\\w+");
  private static final Pattern ROW = Pattern.compile("(Failing row contains )\\([^\\n]*\\)");
  // The driver repeats the whole statement, with its values.
  private static final Pattern BATCH =
      Pattern.compile("(Batch entry \\d+ ).*?( was aborted)", Pattern.DOTALL);
  private static final Pattern LINE =
      Pattern.compile("(JSON data, line \\d+: |COPY [^\\n]*?, line \\d+[^\\n:]*: )[^\\n]*");
  private static final Pattern QUOTED =
      Pattern.compile(
          "(invalid input (?:syntax|value) for [^\\n\"]*(?:\"[\\w.]+\"[^\\n\"]*)?: |out of range: "
              + "|malformed [\\w ]+ literal: |Token |\\bvalue (?=\"[^\\n]*\" is out of range))"
              + "\"([^\\n]*)\"");

  private final KnownValues values = new KnownValues();
  private final Deque<String> typed = new ArrayDeque<>();
  private @Nullable Supplier<List<String>> later;
  private Predicate<String> sensitive = column -> true;

  /** Knows a value from now on. What can have few values is not worth it. */
  public void learn(@Nullable Object value) {
    if (value instanceof Iterable<?> many) {
      many.forEach(this::learn);
    } else if (value instanceof Map<?, ?> many) {
      many.values().forEach(this::learn);
    } else if (value != null && !(value instanceof Boolean) && !(value instanceof Enum<?>)) {
      values.add(value.toString());
    }
  }

  /** The same of what is asked for when there is a first text. */
  public synchronized void learnLater(Supplier<List<String>> secrets) {
    later = secrets;
  }

  /** What says whether a column of some table is sensitive; till then each is. */
  public synchronized void sensitive(Predicate<String> columns) {
    sensitive = columns;
  }

  /** Somebody typed this, so it is no news to him. */
  public synchronized void typed(String text) {
    if (typed.size() == TYPED) {
      typed.removeFirst();
    }
    typed.addLast(text);
  }

  /** Whether somebody typed it. */
  public synchronized boolean wasTyped(String part) {
    return typed.stream().anyMatch(text -> text.contains(part));
  }

  /** A text without what is sensitive in it. */
  public String of(String text) {
    return withoutValues(withoutDetails(text));
  }

  /**
   * The same of words that nobody has looked through: also without values that PostgreSQL quotes,
   * wherever they come from.
   */
  public String ofUnseen(String text) {
    return withoutValues(withoutQuoted(withoutDetails(text)));
  }

  private String withoutDetails(String text) {
    String batches = BATCH.matcher(text).replaceAll("$1" + Sensitive.MASK + "$2");
    String keys = KEY.matcher(batches).replaceAll(this::key);
    String rows = ROW.matcher(keys).replaceAll("$1(" + Sensitive.MASK + ")");
    return LINE.matcher(rows).replaceAll("$1" + Sensitive.MASK);
  }

  private String key(MatchResult key) {
    boolean plain =
        NAME.matcher(key.group(1)).results().map(MatchResult::group).noneMatch(columns());
    return Matcher.quoteReplacement(
        plain ? key.group() : "(" + key.group(1) + ")=(" + Sensitive.MASK + ")");
  }

  private synchronized Predicate<String> columns() {
    return sensitive;
  }

  private String withoutQuoted(String text) {
    return QUOTED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    wasTyped(found.group(2)) ? found.group() : found.group(1) + Sensitive.MASK));
  }

  private String withoutValues(String text) {
    Supplier<List<String>> secrets;
    synchronized (this) {
      secrets = later;
      later = null;
    }
    if (secrets != null) {
      secrets.get().forEach(values::add);
    }
    return values.without(text);
  }
}
