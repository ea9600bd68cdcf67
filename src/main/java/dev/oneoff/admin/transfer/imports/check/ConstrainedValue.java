package dev.oneoff.admin.transfer.imports.check;

import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.PropertyDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column whose attribute has constraints.
 *
 * @param owner the class that has the attribute: the entity, or an embeddable in it
 * @param name the attribute's own
 * @param beside the indexes of everything in the same embeddable, itself included; empty for an
 *     attribute of the entity
 */
record ConstrainedValue(ReadColumn column, Class<?> owner, String name, List<Integer> beside) {

  /**
   * The class that a path ends in, if Bean Validation goes there: an embeddable is only validated
   * if {@code @Valid} says so, here as when Hibernate persists it.
   */
  static Optional<Class<?>> owner(Validator validator, Class<?> type, String path) {
    Class<?> owner = type;
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      PropertyDescriptor step =
          validator.getConstraintsForClass(owner).getConstraintsForProperty(steps[i]);
      if (step == null || !step.isCascaded()) {
        return Optional.empty();
      }
      owner = step.getElementClass();
    }
    return Optional.of(owner);
  }

  /** Whether an attribute of that class has constraints. */
  static boolean constrained(Validator validator, Class<?> owner, String name) {
    PropertyDescriptor property =
        validator.getConstraintsForClass(owner).getConstraintsForProperty(name);
    return property != null && property.hasConstraints();
  }

  /** The attribute's own name, after those of its embeddables. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  @Nullable Reject check(Validator validator, RecordBuffer chunk, int row) {
    Object value = null;
    if (chunk.isNull(row, column.place())) {
      // A null that is not null in the table was turned into something else, like an identifier.
      if (!column.nullable() || isNoObject(chunk, row)) {
        return null;
      }
    } else {
      value = column.read(chunk, row);
      if (value == null) {
        return null;
      }
    }
    try {
      Set<? extends ConstraintViolation<?>> broken = validator.validateValue(owner, name, value);
      return broken.isEmpty()
          ? null
          : new Reject(chunk.line(row), column.header(), reasons(broken));
    } catch (ValidationException e) {
      return new Reject(chunk.line(row), column.header(), failed(e));
    }
  }

  // Hibernate creates no object from nulls alone.
  private boolean isNoObject(RecordBuffer chunk, int row) {
    return !beside.isEmpty() && beside.stream().allMatch(place -> chunk.isNull(row, place));
  }

  /** All of them, in an order that is always the same. */
  static String reasons(Set<? extends ConstraintViolation<?>> broken) {
    return broken.size() == 1
        ? broken.iterator().next().getMessage()
        : broken.stream()
            .map(ConstraintViolation::getMessage)
            .sorted()
            .distinct()
            .collect(Collectors.joining("; "));
  }

  /** The constraint's own code threw, as it would when the object is persisted. */
  static String failed(ValidationException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return "cannot be validated: " + cause;
  }
}
