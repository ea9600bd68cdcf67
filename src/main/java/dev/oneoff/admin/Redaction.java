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
 * Takes what is sensitive out of texts that leave the process: what is said, logged and written
 * down. It knows the values that the process has come across as sensitive, and the places in which
 * PostgreSQL writes values into its words.
 */
public final class Redaction {

  /** Of this process. */
  public static final Redaction PROCESS = new Redaction();

  private static final int TYPED = 50;

  // Of a telephone or an account.
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{8,}");
  private static final long LOADING_SECONDS = 5;

  // Of each language: Key (email)=(…) already exists.
  // Only by its words a value of several lines can be told from what follows it.
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
  // The driver repeats the whole statement, with its values.
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
              // To the last quote of its line, or of that in which as many end as begin.
              + "(\"(?:[^\"]*\"[^\"]*\"){0,100}?[^\"]*\"(?![^\"\\n]*\")|\"[^\\n]*\"|\".*)",
          Pattern.DOTALL);

  private final KnownValues values = new KnownValues();
  private final Deque<String> typed = new ArrayDeque<>();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Supplier<List<String>> later;
  private Predicate<String> sensitive = column -> true;

  /**
   * Knows a value from now on. What can have few values, or is a number or a day as there are many
   * in what is said, is {@linkplain #isKnown known} only as a whole.
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

  /** Knows a value from now on as a whole only. */
  public void learnWhole(String text) {
    values.addWhole(text);
  }

  /**
   * Whether a text is a sensitive value as it is. So a short one, a number or a day is known too,
   * where it is all that is printed.
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

  /** The same of what is asked for when there is a first text. */
  public void learnLater(Supplier<List<String>> secrets) {
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
    // What reaches to another key tells that one's value too.
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

  // No text of another thread goes out before the secrets are known; what is said while they are
  // read may hold a lock that reading them needs, so nobody waits for ever.
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
      // They may be readable for the next text; this one says perhaps why they are not.
    } finally {
      loading.unlock();
    }
    return true;
  }
}
