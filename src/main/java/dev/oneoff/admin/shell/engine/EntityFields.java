package dev.oneoff.admin.shell.engine;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the service itself accesses an entity's fields. Quarkus makes public fields protected,
 * generates accessors, through which Hibernate loads lazily and tracks changes, and rewrites the
 * service's code to call them. Code compiled in the shell gets the same treatment.
 */
public final class EntityFields {

  private final ClassLoader loader;

  public EntityFields(ClassLoader loader) {
    this.loader = loader;
  }

  /** Whether it was declared as an entity or as a part of one. */
  public static boolean managed(Class<?> type) {
    return type.isAnnotationPresent(Entity.class)
        || type.isAnnotationPresent(MappedSuperclass.class)
        || type.isAnnotationPresent(Embeddable.class);
  }

  /** Whether this field was public before Quarkus made it protected, or still is. */
  boolean isProperty(Field field) {
    int modifiers = field.getModifiers();
    return managed(field.getDeclaringClass())
        && !Modifier.isStatic(modifiers)
        && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))
        && getter(field).isPresent();
  }

  /** The method that reads it instead. */
  public Optional<Method> getter(Field field) {
    String prefix = field.getType() == boolean.class ? "is" : "get";
    return method(field, prefix).filter(found -> found.getReturnType() == field.getType());
  }

  /** The method that writes it instead; a final field has none. */
  Optional<Method> setter(Field field) {
    return method(field, "set", field.getType())
        .filter(found -> found.getReturnType() == void.class);
  }

  /**
   * The property that code means by a field of this name.
   *
   * @param owner the class that the code names: the one that declares it or a subclass
   */
  Optional<Field> property(String owner, String name) {
    for (@Nullable Class<?> type = type(owner).orElse(null);
        type != null;
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return Optional.of(field).filter(this::isProperty);
        }
      }
    }
    return Optional.empty();
  }

  /** The actual name of a called method; the same as in the code, except for Panache's. */
  String called(String owner, String name, String descriptor) {
    return type(owner)
        .flatMap(type -> EntityFinders.erased(type, name, descriptor))
        .orElse(descriptor);
  }

  // Nothing of the shell's own.
  private Optional<Class<?>> type(String name) {
    if (name.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Class.forName(name.replace('/', '.'), false, loader));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<Method> method(Field field, String prefix, Class<?>... parameters) {
    String name = field.getName();
    try {
      Method method =
          field
              .getDeclaringClass()
              .getDeclaredMethod(
                  prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                  parameters);
      return Modifier.isPublic(method.getModifiers()) ? Optional.of(method) : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }
}
