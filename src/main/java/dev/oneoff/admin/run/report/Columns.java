package dev.oneoff.admin.run.report;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.classmate.TypeResolver;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.SensitiveMember;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.task.Report;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report's columns: the components of its record, and how to read their values from a row. */
final class Columns {

  private static final Set<Class<?>> NUMBERS =
      Set.of(
          byte.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class);

  private record Column(String component, Method accessor, boolean number, boolean sensitive) {}

  private final List<Column> columns;

  private Columns(List<Column> columns) {
    this.columns = columns;
  }

  static Columns of(Class<?> report) {
    Class<?> record = recordOf(report);
    List<Column> columns = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Method accessor = component.getAccessor();
      // A task's record is seldom public.
      accessor.setAccessible(true);
      columns.add(
          new Column(
              component.getName(),
              accessor,
              number(component),
              SensitiveMember.property(record, component.getName())));
    }
    return new Columns(columns);
  }

  private static Class<?> recordOf(Class<?> report) {
    TypeResolver types = new TypeResolver();
    List<ResolvedType> parameters = types.resolve(report).typeParametersFor(Report.class);
    Class<?> row =
        parameters == null || parameters.isEmpty()
            ? Record.class
            : parameters.get(0).getErasedType();
    if (!row.isRecord()) {
      throw AdminException.failed(
          report.getSimpleName()
              + " does not say which record its rows are: let it implement Report<…> of one.",
          null);
    }
    return row;
  }

  private static boolean number(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == Optional.class) {
      type =
          new TypeResolver()
              .resolve(component.getGenericType())
              .typeParametersFor(Optional.class)
              .get(0)
              .getErasedType();
    }
    return NUMBERS.contains(type) || Number.class.isAssignableFrom(type);
  }

  /** As they are shown: {@code signed_up_on}. */
  List<String> names() {
    return columns.stream().map(column -> snakeCase(column.component())).toList();
  }

  boolean number(int column) {
    return columns.get(column).number();
  }

  /** The index of a component. */
  int indexOf(String component) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).component().equals(component)) {
        return i;
      }
    }
    throw AdminException.failed(
        "The chart names '"
            + component
            + "', which the record does not have. It has "
            + columns.stream().map(Column::component).toList()
            + ".",
        null);
  }

  /** A row's values, in column order. */
  List<@Nullable Object> values(Record row) throws Exception {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (Column column : columns) {
      @Nullable Object value = plain(get(column.accessor(), row));
      values.add(column.sensitive() && value != null ? Arguments.MASK : value);
    }
    return values;
  }

  private static @Nullable Object get(Method accessor, Record row) throws Exception {
    try {
      return accessor.invoke(row);
    } catch (InvocationTargetException e) {
      // The author's own accessor threw.
      if (e.getCause() instanceof Exception own) {
        throw own;
      }
      throw e;
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? number.getAsLong() : null;
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? number.getAsDouble() : null;
    }
    return value;
  }

  static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
