package dev.oneoff.admin.run.items;

import dev.oneoff.admin.ledger.JsonTexts;
import java.util.List;

/**
 * The position of an item among the others: a text for each column of its key, each in a form that
 * PostgreSQL reads back.
 */
public record Key(List<String> parts) {

  public static Key of(String... parts) {
    return new Key(List.of(parts));
  }

  /** Parses what {@link #text} wrote. */
  public static Key parse(String text) {
    return new Key(JsonTexts.read(text));
  }

  /** As the ledger keeps it: a JSON array. */
  public String text() {
    return JsonTexts.write(parts);
  }

  /** As a person knows it: {@code 4711}, {@code de/10115}. */
  @Override
  public String toString() {
    return String.join("/", parts);
  }
}
