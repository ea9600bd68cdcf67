package dev.oneoff.admin.transfer.in.check;

import dev.oneoff.admin.transfer.in.FileColumn;
import dev.oneoff.admin.transfer.in.file.Chunk;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bean Validation of the attributes that have constraints; a constraint of the class is asked with
 * an object that has the file's values.
 */
public final class BeanChecks {

  private record Property(int place, String header, String name, Class<?> type) {}

  private final Validator validator;
  private final Class<?> type;
  private final List<Property> constrained;
  private final List<Property> all;
  private final boolean ofClass;

  private BeanChecks(
      Validator validator,
      Class<?> type,
      List<Property> constrained,
      List<Property> all,
      boolean ofClass) {
    this.validator = validator;
    this.type = type;
    this.constrained = constrained;
    this.all = all;
    this.ofClass = ofClass;
  }

  /** Nothing where no constraint is on what the file has. */
  public static Optional<BeanChecks> of(
      Validator validator, Class<?> type, List<FileColumn> columns, Consumer<String> say) {
    BeanDescriptor bean = validator.getConstraintsForClass(type);
    List<Property> all = new ArrayList<>();
    List<Property> constrained = new ArrayList<>();
    for (FileColumn column : columns) {
      String path = column.target().path().orElse("");
      Class<?> java = column.target().javaType().orElse(null);
      boolean has =
          bean.getConstraintsForProperty(path) != null
              && bean.getConstraintsForProperty(path).hasConstraints();
      if (java != null && TextValues.knows(java) && column.lookup().isEmpty()) {
        Property property = new Property(column.place(), column.header(), path, java);
        all.add(property);
        if (has) {
          constrained.add(property);
        }
      } else if (has) {
        say.accept("Bean Validation is not asked about " + path + ": only PostgreSQL reads it.");
      }
    }
    boolean ofClass =
        bean.findConstraints().declaredOn(java.lang.annotation.ElementType.TYPE).hasConstraints();
    return constrained.isEmpty() && !ofClass
        ? Optional.empty()
        : Optional.of(new BeanChecks(validator, type, constrained, all, ofClass));
  }

  /** The first constraint that a row breaks. */
  @Nullable Reject check(Chunk chunk, int row) {
    for (Property property : constrained) {
      Set<? extends ConstraintViolation<?>> broken;
      try {
        broken = validator.validateValue(type, property.name(), value(chunk, row, property));
      } catch (IllegalArgumentException | java.time.DateTimeException e) {
        // PostgreSQL takes more than Java reads, like infinity; a constraint cannot say anything.
        continue;
      }
      if (!broken.isEmpty()) {
        return new Reject(
            chunk.line(row), property.header(), broken.iterator().next().getMessage());
      }
    }
    return ofClass ? checkObject(chunk, row) : null;
  }

  private @Nullable Reject checkObject(Chunk chunk, int row) {
    Object bean = object(chunk, row);
    for (ConstraintViolation<?> broken : validator.validate(bean)) {
      if (broken.getPropertyPath().toString().isEmpty()) {
        return new Reject(chunk.line(row), null, broken.getMessage());
      }
    }
    return null;
  }

  private Object object(Chunk chunk, int row) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object bean = constructor.newInstance();
      for (Property property : all) {
        Field field = field(type, property.name());
        Object value = value(chunk, row, property);
        if (field != null && (value != null || !field.getType().isPrimitive())) {
          field.set(bean, value);
        }
      }
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Field field(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      try {
        Field field = each.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        // One above may have it.
      }
    }
    return null;
  }

  private static @Nullable Object value(Chunk chunk, int row, Property property) {
    return chunk.isNull(row, property.place())
        ? null
        : TextValues.read(property.type(), chunk.value(row, property.place()));
  }
}
