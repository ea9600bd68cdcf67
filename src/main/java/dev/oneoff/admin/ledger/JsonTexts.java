package dev.oneoff.admin.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A list of texts in one column, such as arguments or the parts of a key, as a JSON array. */
public final class JsonTexts {

  private static final String SHORT = "\b\t\n\f\r";
  private static final String LETTERS = "btnfr";

  // Only what reads needs it.
  private static final class Reading {
    static final JsonFactory JSON = new JsonFactory();
  }

  private JsonTexts() {}

  /**
   * By hand, since every run writes its arguments and a generator is 70 classes; but to the byte as
   * a generator would: stored hashes and keys are compared with it.
   */
  public static String write(List<String> words) {
    StringBuilder text = new StringBuilder("[");
    for (String word : words) {
      text.append(text.length() > 1 ? "," : "");
      quote(word, text);
    }
    return text.append(']').toString();
  }

  private static void quote(String word, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(escaped(c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private static String escaped(char control) {
    int letter = SHORT.indexOf(control);
    return letter >= 0
        ? "\\" + LETTERS.charAt(letter)
        : "\\u00" + HexFormat.of().withUpperCase().toHexDigits((byte) control);
  }

  public static List<String> read(String text) {
    List<String> words = new ArrayList<>();
    try (JsonParser json = Reading.JSON.createParser(text)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          words.add(json.getText());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
