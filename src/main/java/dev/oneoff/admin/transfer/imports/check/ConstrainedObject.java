package dev.oneoff.admin.transfer.imports.check;

import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.lang.annotation.ElementType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Constraints of an entity's class, which are checked on an object with the file's values. */
final class ConstrainedObject {

  private record Attribute(ReadColumn column, Field field) {}

  private final Validator validator;
  private final Constructor<?> constructor;
  private final List<Attribute> attributes;

  private ConstrainedObject(
      Validator validator, Constructor<?> constructor, List<Attribute> attributes) {
    this.validator = validator;
    this.constructor = constructor;
    this.attributes = attributes;
  }

  static boolean constrained(Validator validator, Class<?> type) {
    return validator
        .getConstraintsForClass(type)
        .findConstraints()
        .unorderedAndMatchingGroups(Default.class)
        .declaredOn(ElementType.TYPE)
        .hasConstraints();
  }

  /** Empty if no object with these values can be created. */
  static Optional<ConstrainedObject> of(
      Validator validator, Class<?> type, List<ReadColumn> columns) {
    List<Attribute> attributes = new ArrayList<>();
    for (ReadColumn column : columns) {
      Optional<Field> field = field(type, column.path());
      if (field.isEmpty()) {
        return Optional.empty();
      }
      attributes.add(new Attribute(column, field.get()));
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      return Optional.empty();
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Optional.of(new ConstrainedObject(validator, constructor, attributes));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Optional<Field> field(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      try {
        Field field = each.getDeclaredField(name);
        field.setAccessible(true);
        return Optional.of(field);
      } catch (NoSuchFieldException e) {
        // A superclass may have it.
      }
    }
    return Optional.empty();
  }

  @Nullable Reject check(RecordBuffer chunk, int row) {
    Object object = object(chunk, row);
    if (object == null) {
      return null;
    }
    Set<ConstraintViolation<Object>> broken = new HashSet<>();
    try {
      for (ConstraintViolation<Object> violation : validator.validate(object)) {
        // Its attributes have been checked already, one by one; what a class-level constraint says
        // about one of them is still the class's.
        if (violation.getInvalidValue() == object) {
          broken.add(violation);
        }
      }
    } catch (ValidationException e) {
      return new Reject(chunk.line(row), null, ConstrainedValue.failed(e));
    }
    return broken.isEmpty()
        ? null
        : new Reject(chunk.line(row), header(broken), ConstrainedValue.reasons(broken));
  }

  private @Nullable String header(Set<ConstraintViolation<Object>> broken) {
    Set<String> paths = new HashSet<>();
    broken.forEach(violation -> paths.add(violation.getPropertyPath().toString()));
    return attributes.stream()
        .map(Attribute::column)
        .filter(column -> paths.equals(Set.of(column.path())))
        .map(ReadColumn::header)
        .findFirst()
        .orElse(null);
  }

  // Null if Java has no equivalent of a value that PostgreSQL accepts.
  private @Nullable Object object(RecordBuffer chunk, int row) {
    try {
      Object object = constructor.newInstance();
      for (Attribute attribute : attributes) {
        Object value = attribute.column().read(chunk, row);
        if (value != null) {
          attribute.field().set(object, value);
        } else if (!chunk.isNull(row, attribute.column().place())) {
          return null;
        } else if (!attribute.field().getType().isPrimitive()) {
          attribute.field().set(object, null);
        }
      }
      return object;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
