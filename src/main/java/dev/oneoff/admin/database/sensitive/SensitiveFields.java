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

/**
 * Which columns hold the service's {@link Sensitive} attributes, known without a boot from the list
 * that the build writes. What Hibernate will call a table or a column is not certain before it has
 * booted: names are compared without regard to case, quotes and underscores, and if the table is
 * uncertain, the column is masked in all of them. Better to mask one too many.
 */
public final class SensitiveFields {

  // Names of columns, by names of tables.
  private final Map<String, Set<String>> columns = new HashMap<>();
  private final Set<String> inAnyTable = new HashSet<>();

  private SensitiveFields(Collection<Class<?>> classes) {
    Set<String> attributes = new HashSet<>();
    for (Class<?> type : classes) {
      for (SensitiveAttribute attribute : SensitiveAttribute.of(type)) {
        attributes.addAll(attribute.attributes());
        if (attribute.tables().isEmpty()) {
          inAnyTable.addAll(attribute.columns());
        }
        for (String table : attribute.tables()) {
          columns.computeIfAbsent(table, t -> new HashSet<>()).addAll(attribute.columns());
        }
      }
    }
    classes.forEach(type -> inAnyTable.addAll(Overrides.columns(type, attributes)));
  }

  /**
   * Of the running service.
   *
   * @throws dev.oneoff.admin.AdminException {@code CONFIGURATION} if the build wrote no list
   */
  public static SensitiveFields read() {
    Listed.SENSITIVE.requireWritten();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return new SensitiveFields(
        Listed.SENSITIVE.read(loader).stream().<Class<?>>map(name -> load(name, loader)).toList());
  }

  public static SensitiveFields of(Class<?>... classes) {
    return new SensitiveFields(List.of(classes));
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      // Better no output than output that nobody may see.
      throw new IllegalStateException("The list of sensitive fields names " + name + ".", e);
    }
  }

  /** Whether a column of this name is masked in some table. */
  public boolean anywhere(String column) {
    String name = Names.plain(column);
    return SecretNames.column(column)
        || inAnyTable.contains(name)
        || columns.values().stream().anyMatch(names -> names.contains(name));
  }

  /** Whether a column's values are masked. */
  public boolean column(String table, String column) {
    String name = Names.plain(column);
    String of = Names.plain(table);
    // A naming strategy can add a prefix or a suffix to a table's name.
    return SecretNames.column(column)
        || inAnyTable.contains(name)
        || columns.entrySet().stream()
            .anyMatch(entry -> of.contains(entry.getKey()) && entry.getValue().contains(name));
  }
}
