package dev.oneoff.admin.database.session;

import dev.oneoff.admin.Sensitive;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns the service's {@link Sensitive} fields stand in, known without a boot from the list
 * that the build writes. How Hibernate names a table or a column is guessed where the entity does
 * not say: its own name and the same in snake case; so rather one too many is masked.
 */
public final class SensitiveFields {

  /** Names of classes with sensitive fields, one in a line; an uber-jar joins those of its jars. */
  public static final String LIST = "META-INF/services/dev.oneoff.admin.Sensitive";

  private static final String ANY_TABLE = "";

  // Names of columns, by names of tables.
  private final Map<String, Set<String>> columns = new HashMap<>();

  private SensitiveFields(List<Class<?>> classes) {
    classes.forEach(this::add);
  }

  /** Of the running service. */
  public static SensitiveFields read() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Set<String> names = new HashSet<>();
    try {
      for (URL url : Collections.list(loader.getResources(LIST))) {
        try (InputStream list = url.openStream()) {
          new String(list.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .forEach(names::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SensitiveFields(names.stream().<Class<?>>map(name -> load(name, loader)).toList());
  }

  static SensitiveFields of(Class<?>... classes) {
    return new SensitiveFields(List.of(classes));
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      // Rather no output than what nobody may see.
      throw new IllegalStateException("The list of sensitive fields names " + name + ".", e);
    }
  }

  /** Whether a column's values are masked. */
  public boolean column(String table, String column) {
    String name = column.toLowerCase(Locale.ROOT);
    return columns.getOrDefault(table.toLowerCase(Locale.ROOT), Set.of()).contains(name)
        || columns.getOrDefault(ANY_TABLE, Set.of()).contains(name);
  }

  /** Whether an attribute of an entity, of an embeddable or of a class above it is sensitive. */
  public static boolean attribute(Class<?> type, String name) {
    for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
      try {
        return part.getDeclaredField(name).isAnnotationPresent(Sensitive.class);
      } catch (NoSuchFieldException e) {
        // Then it is one of the class above it.
      }
    }
    return false;
  }

  private void add(Class<?> type) {
    Set<String> tables = tables(type);
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(Sensitive.class)) {
        @Nullable Column column = field.getAnnotation(Column.class);
        Set<String> names = names(column == null ? "" : column.name(), field.getName());
        tables.forEach(table -> columns.computeIfAbsent(table, t -> new HashSet<>()).addAll(names));
      }
    }
  }

  // What is embedded or inherited can stand in any table.
  private static Set<String> tables(Class<?> type) {
    @Nullable Entity entity = type.getAnnotation(Entity.class);
    if (entity == null) {
      return Set.of(ANY_TABLE);
    }
    @Nullable Table table = type.getAnnotation(Table.class);
    return names(
        table == null ? "" : table.name(),
        entity.name().isEmpty() ? type.getSimpleName() : entity.name());
  }

  private static Set<String> names(String explicit, String otherwise) {
    String name = explicit.isEmpty() ? otherwise : explicit;
    return Set.of(name.toLowerCase(Locale.ROOT)).contains(snakeCase(name))
        ? Set.of(snakeCase(name))
        : Set.of(name.toLowerCase(Locale.ROOT), snakeCase(name));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
        .toLowerCase(Locale.ROOT);
  }
}
