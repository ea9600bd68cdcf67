package dev.oneoff.admin.database;

import java.util.Locale;

/** Names of tables, columns and whatever else, between statements and the catalogue. */
public final class Identifier {

  private Identifier() {}

  /** A name of the catalogue as it stands in a statement, whatever is in it. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The same with its schema. */
  public static String quoted(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  /** What stands in a statement or a mapping, as the catalogue has it. */
  public static String catalogued(String written) {
    return written.length() > 1 && written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }
}
