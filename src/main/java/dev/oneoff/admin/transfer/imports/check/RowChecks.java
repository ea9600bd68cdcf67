package dev.oneoff.admin.transfer.imports.check;

import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a chunk's values one by one. If a type is not common or a value looks unusual, PostgreSQL
 * decides, with one query for the whole chunk.
 */
public final class RowChecks {

  private static final String NUL = "has a NUL character";

  private final List<FileColumn> columns;
  private final Set<String> made;
  private final Connection connection;
  private final Optional<BeanChecks> beans;
  private final FastCheck[] fast;
  private final EnumNames[] enums;
  private final ArrayText[] arrays;
  private final ValuesForPostgres questions = new ValuesForPostgres();
  private final List<int[]> asking = new ArrayList<>();

  /**
   * Checks of these columns.
   *
   * @param made columns that get a value by themselves if the file has none
   * @param connection for asking PostgreSQL
   */
  public RowChecks(
      List<FileColumn> columns,
      Set<String> made,
      Connection connection,
      Optional<BeanChecks> beans) {
    this.columns = columns;
    this.made = made;
    this.connection = connection;
    this.beans = beans;
    this.fast = columns.stream().map(c -> FastCheck.of(c.type())).toArray(FastCheck[]::new);
    this.enums = columns.stream().map(EnumNames::of).toArray(EnumNames[]::new);
    this.arrays = columns.stream().map(c -> ArrayText.of(c.type())).toArray(ArrayText[]::new);
  }

  /** Marks the rows that cannot be imported, and says why, in line order. */
  public void check(RecordBuffer chunk, Consumer<Reject> rejects) throws SQLException {
    Map<Integer, Reject> found = new TreeMap<>();
    questions.clear();
    asking.clear();
    for (int column = 0; column < columns.size(); column++) {
      checkColumn(chunk, column, found);
    }
    if (!questions.isEmpty()) {
      questions
          .refused(connection)
          .forEach(
              (number, reason) -> {
                int[] at = asking.get(number);
                found.putIfAbsent(at[0], reject(chunk, at[0], at[1], told(at[1], reason)));
              });
    }
    if (beans.isPresent()) {
      for (int row = 0; row < chunk.rows(); row++) {
        if (!found.containsKey(row)) {
          Reject broken = beans.get().check(chunk, row);
          if (broken != null) {
            found.put(row, broken);
          }
        }
      }
    }
    found.forEach(
        (row, reject) -> {
          chunk.reject(row);
          rejects.accept(reject);
        });
  }

  private void checkColumn(RecordBuffer chunk, int column, Map<Integer, Reject> found) {
    FileColumn of = columns.get(column);
    int place = of.place();
    boolean required = !of.target().nullable() && !made.contains(of.target().name());
    char[] text = chunk.text();
    for (int row = 0; row < chunk.rows(); row++) {
      int from = chunk.from(row, place);
      int to = chunk.to(row, place);
      if (chunk.isNull(row, place)) {
        if (required) {
          found.putIfAbsent(row, reject(chunk, row, column, "must not be null"));
        }
      } else if (hasNul(text, from, to)) {
        found.putIfAbsent(row, reject(chunk, row, column, NUL));
      } else if (enums[column] != null) {
        String wrong = enums[column].wrong(chunk.value(row, place));
        if (wrong != null) {
          found.putIfAbsent(row, reject(chunk, row, column, wrong));
        }
      } else if (!fast[column].accepts(text, from, to)) {
        String value = written(column, chunk.value(row, place));
        if (value.indexOf(0) >= 0) {
          // Written as an escape in JSON.
          found.putIfAbsent(row, reject(chunk, row, column, NUL));
        } else {
          asking.add(new int[] {row, column});
          questions.add(value, of.type());
        }
      }
    }
  }

  private Reject reject(RecordBuffer chunk, int row, int column, String reason) {
    FileColumn of = columns.get(column);
    return new Reject(chunk.line(row), of.header(), reason);
  }

  // PostgreSQL quotes the value.
  private String told(int column, String reason) {
    FileColumn of = columns.get(column);
    return of.target().sensitive() ? "is not a value of the type " + of.type() : reason;
  }

  private static boolean hasNul(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** A value as PostgreSQL reads it: an enum's ordinal for its name, an array for a JSON array. */
  public String written(int column, String value) {
    if (arrays[column] != null) {
      return arrays[column].converted(value);
    }
    return enums[column] == null ? value : enums[column].written(value);
  }

  /** Whether a column's values are written differently from how they are in the file. */
  public boolean converts(int column) {
    return arrays[column] != null || (enums[column] != null && enums[column].numbered());
  }

  /** The constants of an enum attribute: names or ordinals, whichever the table stores. */
  private record EnumNames(List<String> names, boolean numbered, boolean sensitive) {

    static @Nullable EnumNames of(FileColumn column) {
      Optional<Class<?>> type =
          column.lookup().isPresent() ? Optional.empty() : column.target().javaType();
      if (type.isEmpty() || !type.get().isEnum()) {
        return null;
      }
      boolean numbered = Set.of("smallint", "integer", "bigint").contains(column.target().type());
      boolean named =
          column.target().type().startsWith("character varying") || column.type().equals("text");
      List<String> names = new ArrayList<>();
      for (Object constant : type.get().getEnumConstants()) {
        names.add(((Enum<?>) constant).name());
      }
      // A type of PostgreSQL's own knows its labels itself.
      return numbered || named ? new EnumNames(names, numbered, column.target().sensitive()) : null;
    }

    @Nullable String wrong(String value) {
      return names.contains(value) || (numbered && isNumber(value))
          ? null
          : (sensitive ? "is" : "'" + value + "' is") + " none of " + String.join(", ", names);
    }

    private boolean isNumber(String value) {
      return value.matches("\\d{1,4}") && Integer.parseInt(value) < names.size();
    }

    String written(String value) {
      int index = names.indexOf(value);
      return numbered && index >= 0 ? Integer.toString(index) : value;
    }
  }
}
