package dev.oneoff.admin.database;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts the names of tables, columns and so on between statements and the catalogue. */
public final class Identifier {

  /** A regular expression for a name, in a statement that is otherwise known to be well-formed. */
  public static final String PATTERN = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\w$]*)";

  // What somebody typed, whatever it is.
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".()]+)";
  private static final Pattern PART = Pattern.compile(NAME);
  private static final Pattern TABLE = Pattern.compile(NAME + "(?:\\." + NAME + "){0,2}");

  private Identifier() {}

  /**
   * A name from the catalogue, as it is written in a statement, whatever characters it contains.
   */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The same with its schema. */
  public static String quoted(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  /**
   * Whether this is a table's name as written in a statement, with or without its schema, rather
   * than a query in its place.
   */
  public static boolean isTable(String expression) {
    return TABLE.matcher(expression).matches();
  }

  /** The last part of a table's name as written in a statement, in the catalogue's form. */
  public static String lastPart(String expression) {
    Matcher parts = PART.matcher(expression);
    String last = expression;
    while (parts.find()) {
      last = parts.group();
    }
    return catalogued(last);
  }

  /** A name from a statement or a mapping, in the catalogue's form. */
  public static String catalogued(String written) {
    return written.length() > 1 && written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }
}
