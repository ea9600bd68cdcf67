package dev.oneoff.admin.database.sensitive;

import dev.oneoff.admin.Listed;
import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.Sensitive;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which columns hold the service's {@link Sensitive} attributes, known without a boot from the list
 * that the build writes. What Hibernate will call a table or a column is not certain before it has
 * booted: names are compared without regard to case, quotes and underscores, and if the table is
 * uncertain, the column is masked in all of them. Better to mask one too many.
 */
public final class SensitiveFields {

  private final Supplier<Collection<Class<?>>> classes;
  private @Nullable Named named;

  private SensitiveFields(Supplier<Collection<Class<?>>> classes) {
    this.classes = classes;
  }

  /**
   * Of the running service. Its classes are loaded when a column is asked for.
   *
   * @throws dev.oneoff.admin.AdminException {@code CONFIGURATION} if the build wrote no list
   */
  public static SensitiveFields read() {
    Listed.SENSITIVE.requireWritten();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return new SensitiveFields(
        () ->
            Listed.SENSITIVE.read(loader).stream()
                .<Class<?>>map(name -> load(name, loader))
                .toList());
  }

  public static SensitiveFields of(Class<?>... classes) {
    return new SensitiveFields(() -> List.of(classes));
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      // Better no output than output that nobody may see.
      throw new IllegalStateException("The list of sensitive fields names " + name + ".", e);
    }
  }

  /** The same, with its classes loaded. */
  public SensitiveFields loaded() {
    named();
    return this;
  }

  private synchronized Named named() {
    Named known = named;
    if (known == null) {
      known = Named.by(classes.get());
      named = known;
    }
    return known;
  }

  /** Whether a column of this name is masked in some table. */
  public boolean anywhere(String column) {
    return SecretNames.anywhere(column) || named().anywhere(Names.plain(column));
  }

  /** Whether a column's values are masked. */
  public boolean column(String table, String column) {
    return SecretNames.column(table, column) || named().in(Names.plain(table), Names.plain(column));
  }

  /**
   * What the classes say.
   *
   * @param columns names of columns, by names of tables
   */
  private record Named(Map<String, Set<String>> columns, Set<String> inAnyTable) {

    static Named by(Collection<Class<?>> classes) {
      Named named = new Named(new HashMap<>(), new HashSet<>());
      Set<String> attributes = new HashSet<>();
      for (Class<?> type : classes) {
        for (SensitiveAttribute attribute : SensitiveAttribute.of(type)) {
          attributes.addAll(attribute.attributes());
          named.add(attribute);
        }
      }
      classes.forEach(type -> named.inAnyTable.addAll(Overrides.columns(type, attributes)));
      return named;
    }

    private void add(SensitiveAttribute attribute) {
      if (attribute.tables().isEmpty()) {
        inAnyTable.addAll(attribute.columns());
      }
      for (String table : attribute.tables()) {
        columns.computeIfAbsent(table, t -> new HashSet<>()).addAll(attribute.columns());
      }
    }

    boolean anywhere(String column) {
      return inAnyTable.contains(column)
          || columns.values().stream().anyMatch(names -> names.contains(column));
    }

    // A naming strategy can add a prefix or a suffix to a table's name.
    boolean in(String table, String column) {
      return inAnyTable.contains(column)
          || columns.entrySet().stream()
              .anyMatch(each -> table.contains(each.getKey()) && each.getValue().contains(column));
    }
  }
}
