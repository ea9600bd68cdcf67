package dev.oneoff.admin.shell.wire;

import java.sql.SQLException;
import org.postgresql.core.ParameterList;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PgConnection;

/**
 * A statement's values in a form that the driver can write into its text. Arrays, which Hibernate
 * sends for a batch of keys, go over the wire in binary, and the driver would write a question
 * mark.
 */
final class SayableValues {

  private static final String UNSAID = "?";

  private SayableValues() {}

  /** The same values; unchanged for statements without arrays. */
  static ParameterList of(PgConnection connection, ParameterList values) {
    ParameterList said = values;
    Object[] all = values.getValues();
    int[] types = values.getTypeOIDs();
    for (int i = 0; i < all.length; i++) {
      if (all[i] instanceof byte[] bytes && values.toString(i + 1, true).equals(UNSAID)) {
        try {
          String text = String.valueOf(new PgArray(connection, types[i], bytes));
          said = said == values ? values.copy() : said;
          said.setStringParameter(i + 1, text, types[i]);
        } catch (SQLException | RuntimeException e) {
          // Not an array, or of a type that the driver does not know: left as it is.
        }
      }
    }
    return said;
  }
}
