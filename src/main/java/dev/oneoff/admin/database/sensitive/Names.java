package dev.oneoff.admin.database.sensitive;

import jakarta.persistence.Column;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyJoinColumn;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Column names in annotations, however deeply nested. */
final class Names {

  private static final Set<Class<?>> COLUMNS =
      Set.of(Column.class, JoinColumn.class, MapKeyColumn.class, MapKeyJoinColumn.class);

  private Names() {}

  /**
   * The form in which names are compared: {@code "Door Code"}, {@code door_code} and {@code
   * doorCode} are the same.
   */
  static String plain(String name) {
    return name.replaceAll("[\\s\"`_-]", "").toLowerCase(Locale.ROOT);
  }

  /** Of the columns that a member's annotations name. */
  static Set<String> columns(AnnotatedElement member) {
    return plain(written(member));
  }

  /** The same as they are written. */
  static Set<String> written(AnnotatedElement member) {
    Set<String> names = new TreeSet<>();
    for (Annotation annotation : member.getAnnotations()) {
      addWritten(annotation, names);
    }
    return names;
  }

  /** Of the columns in an annotation. */
  static Set<String> columns(Annotation annotation) {
    Set<String> names = new TreeSet<>();
    addWritten(annotation, names);
    return plain(names);
  }

  private static Set<String> plain(Set<String> written) {
    return written.stream().map(Names::plain).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void addWritten(Annotation annotation, Set<String> names) {
    if (COLUMNS.contains(annotation.annotationType())) {
      String name = text(annotation, "name");
      if (!name.isEmpty()) {
        names.add(name);
      }
      return;
    }
    if (annotation
        .annotationType()
        .getName()
        .matches("(jakarta\\.persistence|org\\.hibernate)\\..*")) {
      for (Method element : annotation.annotationType().getDeclaredMethods()) {
        @Nullable Object value = value(annotation, element);
        if (value instanceof Annotation inner) {
          addWritten(inner, names);
        } else if (value instanceof Annotation[] several) {
          for (int i = 0; i < Array.getLength(several); i++) {
            addWritten(several[i], names);
          }
        }
      }
    }
  }

  /** A text element of an annotation; empty if there is none. */
  static String text(Annotation annotation, String element) {
    try {
      return value(annotation, annotation.annotationType().getMethod(element))
              instanceof String text
          ? text
          : "";
    } catch (NoSuchMethodException e) {
      return "";
    }
  }

  private static @Nullable Object value(Annotation annotation, Method element) {
    try {
      return element.getParameterCount() == 0 ? element.invoke(annotation) : null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
