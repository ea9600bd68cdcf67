package dev.oneoff.admin.transfer.imports.check;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.TableColumn;
import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bean Validation, in the default group, of the attributes that have constraints; class-level
 * constraints are checked on an object with the file's values.
 */
public final class BeanChecks {

  /**
   * What is validated.
   *
   * @param name for sentences
   * @param columns of the file
   * @param absent attributes that the file lacks, except for generated ones
   * @param updates whether existing rows keep those
   */
  public record Subject(
      Class<?> type,
      String name,
      List<FileColumn> columns,
      List<TableColumn> absent,
      boolean updates) {}

  private final Validator validator;
  private final List<ConstrainedValue> values;
  private final Optional<ConstrainedObject> object;

  private BeanChecks(
      Validator validator, List<ConstrainedValue> values, Optional<ConstrainedObject> object) {
    this.validator = validator;
    this.values = values;
    this.object = object;
  }

  /**
   * Empty if there is no constraint on anything in the file.
   *
   * @param say is told about constraints that cannot be checked
   * @throws AdminException {@code USAGE} if the file lacks something that each new row must have
   */
  public static Optional<BeanChecks> of(
      Validator validator, Subject subject, Consumer<String> say) {
    requireComplete(validator, subject);
    List<ConstrainedValue> values = new ArrayList<>();
    for (FileColumn column : subject.columns()) {
      value(validator, subject, column, say).ifPresent(values::add);
    }
    Optional<ConstrainedObject> object = object(validator, subject, say);
    return values.isEmpty() && object.isEmpty()
        ? Optional.empty()
        : Optional.of(new BeanChecks(validator, values, object));
  }

  private static Optional<ConstrainedValue> value(
      Validator validator, Subject subject, FileColumn column, Consumer<String> say) {
    String path = column.target().path().orElse("");
    String name = ConstrainedValue.name(path);
    Class<?> owner = ConstrainedValue.owner(validator, subject.type(), path).orElse(null);
    if (owner == null || !ConstrainedValue.constrained(validator, owner, name)) {
      return Optional.empty();
    }
    Optional<ReadColumn> read = ReadColumn.of(column);
    if (read.isEmpty()) {
      say.accept("Bean Validation does not check " + path + ": only PostgreSQL can read it.");
    }
    return read.map(it -> new ConstrainedValue(it, owner, name, beside(subject.columns(), path)));
  }

  private static List<Integer> beside(List<FileColumn> columns, String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0
        ? List.of()
        : columns.stream()
            .filter(each -> each.target().path().orElse("").startsWith(path.substring(0, dot + 1)))
            .map(FileColumn::place)
            .toList();
  }

  // What is neither in the file nor set by a default is null in each new row.
  private static void requireComplete(Validator validator, Subject subject) {
    if (subject.updates()) {
      return;
    }
    for (TableColumn column : subject.absent()) {
      String path = column.path().orElse("");
      if (column.hasDefault() || path.contains(".")) {
        continue;
      }
      boolean needed =
          ConstrainedValue.constrained(validator, subject.type(), path)
              && !validator.validateValue(subject.type(), path, null).isEmpty();
      if (needed) {
        throw AdminException.usage(
            "The file has no '" + path + "', which a new " + subject.name() + " needs.");
      }
    }
  }

  private static Optional<ConstrainedObject> object(
      Validator validator, Subject subject, Consumer<String> say) {
    if (!ConstrainedObject.constrained(validator, subject.type())) {
      return Optional.empty();
    }
    List<ReadColumn> read =
        subject.columns().stream().flatMap(column -> ReadColumn.of(column).stream()).toList();
    String unknown =
        Stream.concat(
                subject.columns().stream()
                    .filter(column -> ReadColumn.of(column).isEmpty())
                    .map(FileColumn::target),
                subject.absent().stream()
                    .filter(column -> subject.updates() || column.hasDefault()))
            .flatMap(column -> column.path().stream())
            .collect(Collectors.joining(", "));
    Optional<ConstrainedObject> object =
        unknown.isEmpty()
            ? ConstrainedObject.of(validator, subject.type(), read)
            : Optional.empty();
    if (object.isEmpty()) {
      say.accept(
          "Bean Validation does not check a "
              + subject.name()
              + " as a whole: "
              + (unknown.isEmpty()
                  ? "none can be created from a line."
                  : "the file does not give its " + unknown + "."));
    }
    return object;
  }

  /** The first column, or else the object, that violates constraints, with all its violations. */
  @Nullable Reject check(RecordBuffer chunk, int row) {
    for (ConstrainedValue value : values) {
      Reject broken = value.check(validator, chunk, row);
      if (broken != null) {
        return broken;
      }
    }
    return object.map(it -> it.check(chunk, row)).orElse(null);
  }
}
