package dev.oneoff.admin;

import java.time.temporal.TemporalAccessor;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes sensitive values from text that leaves the process: messages, logs and records. It knows
 * the sensitive values that the process has come across, and the places where PostgreSQL quotes
 * values in its messages.
 */
public final class Redaction {

  /** The one of this process. */
  public static final Redaction PROCESS = new Redaction();

  private static final int TYPED = 50;

  // Of a phone or account number.
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{8,}");
  private static final long LOADING_SECONDS = 5;

  // In any language: Key (email)=(…) already exists. Only the wording tells where a multi-line
  // value ends.
  private static final Pattern KEY =
      Pattern.compile(
          "\\(([^\\n=]*?)\\)=\\("
              + "(?:.{0,20000}?\\)(?= (?:already exists|is not present|is still referenced"
              + "|conflicts with|is duplicated))"
              + "|[^\\n]*\\)|[^)]*\\)|.*)",
          Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\w+");
  private static final Pattern ROW =
      Pattern.compile("(Failing row contains )\\((?:.*\\)(?=\\.)|.*\\)|.*)", Pattern.DOTALL);
  // The driver repeats the whole statement, values included.
  private static final Pattern BATCH =
      Pattern.compile("(Batch entry \\d+ ).*?( was aborted)", Pattern.DOTALL);
  private static final Pattern LINE =
      Pattern.compile(
          "(JSON data, line \\d+: |COPY [^\\n]*?, line \\d+[^\\n:]*: )"
              + "(?:\"[^\"]*\"[^\\n]*|[^\\n]*)");
  private static final Pattern QUOTED =
      Pattern.compile(
          "(invalid input (?:syntax|value) for [^\\n\"]*(?:\"[\\w.]+\"[^\\n\"]*)?: |out of range: "
              + "|malformed [\\w ]+ literal: |Token "
              + "|\\bvalue (?=\"(?:[^\"]*|[^\\n]*)\" is out of range))"
              // Up to the last quote of its line, or of the line where opening and closing quotes
              // balance.
              + "(\"(?:[^\"]*\"[^\"]*\"){0,100}?[^\"]*\"(?![^\"\\n]*\")|\"[^\\n]*\"|\".*)",
          Pattern.DOTALL);

  private final KnownValues values = new KnownValues();
  private final Deque<String> typed = new ArrayDeque<>();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Supplier<List<String>> later;
  private Predicate<String> sensitive = column -> true;

  /**
   * Recognizes a value from now on. One with few possible values, or a number or date, as messages
   * are full of them, is {@linkplain #isKnown recognized} only as a whole.
   */
  public void learn(@Nullable Object value) {
    if (value instanceof Iterable<?> many) {
      many.forEach(this::learn);
    } else if (value instanceof Map<?, ?> many) {
      many.values().forEach(this::learn);
    } else if (value != null && told(value)) {
      values.add(value.toString());
    } else if (value != null && !(value instanceof Boolean)) {
      values.addWhole(value.toString());
    }
  }

  /** Recognizes a value from now on, but only as a whole. */
  public void learnWhole(String text) {
    values.addWhole(text);
  }

  /**
   * Whether the whole text is a sensitive value. This recognizes short values, numbers and dates
   * too, if they are all that is printed.
   */
  public boolean isKnown(String text) {
    return values.isOne(text);
  }

  private static boolean told(Object value) {
    return value instanceof Number
        ? LONG_NUMBER.matcher(value.toString()).matches()
        : !(value instanceof Boolean
            || value instanceof Enum<?>
            || value instanceof TemporalAccessor
            || value instanceof Date);
  }

  /** The same, for values that are fetched when the first text arrives. */
  public void learnLater(Supplier<List<String>> secrets) {
    later = secrets;
  }

  /** Sets what says whether a column of some table is sensitive; until then all of them are. */
  public synchronized void sensitive(Predicate<String> columns) {
    sensitive = columns;
  }

  /** Somebody typed this, so it is no secret to them. */
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

  /** The text without sensitive values. */
  public String redact(String text) {
    return withoutValues(withoutDetails(text));
  }

  /** The same for text that nobody has reviewed: also removes any values that PostgreSQL quotes. */
  public String redactUnreviewed(String text) {
    return withoutValues(withoutQuoted(withoutDetails(text)));
  }

  private String withoutDetails(String text) {
    String batches = BATCH.matcher(text).replaceAll("$1" + Sensitive.MASK + "$2");
    String keys = KEY.matcher(batches).replaceAll(this::key);
    String rows = ROW.matcher(keys).replaceAll("$1(" + Sensitive.MASK + ")");
    return LINE.matcher(rows).replaceAll("$1" + Sensitive.MASK);
  }

  private String key(MatchResult key) {
    // Text that runs on to another key gives away that key's value too.
    boolean plain =
        key.group().indexOf(")=(") == key.group().lastIndexOf(")=(")
            && NAME.matcher(key.group(1)).results().map(MatchResult::group).noneMatch(columns());
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
                    wasTyped(inside(found.group(2)))
                        ? found.group()
                        : found.group(1) + Sensitive.MASK));
  }

  private static String inside(String quoted) {
    return quoted.endsWith("\"") && quoted.length() > 1
        ? quoted.substring(1, quoted.length() - 1)
        : quoted;
  }

  private String withoutValues(String text) {
    return loaded() ? values.without(text) : Sensitive.MASK;
  }

  // No text of another thread may go out before the secrets are known; but text written while they
  // are being read may hold a lock that reading them needs, so nobody waits forever.
  private boolean loaded() {
    if (later == null || loading.isHeldByCurrentThread()) {
      return true;
    }
    try {
      if (!loading.tryLock() && !loading.tryLock(LOADING_SECONDS, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      Supplier<List<String>> secrets = later;
      if (secrets != null) {
        secrets.get().forEach(values::add);
        later = null;
      }
    } catch (RuntimeException e) {
      // They may be readable for the next text; this one may say why they are not.
    } finally {
      loading.unlock();
    }
    return true;
  }
}
