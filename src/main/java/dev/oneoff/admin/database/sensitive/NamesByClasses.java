package dev.oneoff.admin.database.sensitive;

import dev.oneoff.admin.Settings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the classes alone say what the service's columns are called, so that {@link
 * SensitiveFields} finds all that the mapping would: there is no mapping in XML, and no naming
 * strategy that changes more than case and underscores.
 */
public final class NamesByClasses {

  private static final Pattern NAMING =
      Pattern.compile(
          "(%[^.]+[.])?quarkus[.]hibernate-orm[.].*"
              + "((physical|implicit)[-_]naming[-_]strategy\"?|mapping-files.*)");

  private static final Set<String> PLAIN =
      Set.of(
          "org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl",
          "org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl",
          "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl",
          "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy",
          "jpa",
          "default",
          "no-file");

  private static final List<String> XML = List.of("META-INF/orm.xml", "META-INF/persistence.xml");

  private NamesByClasses() {}

  /** Whether they do under these settings, in this jar. */
  public static boolean alone(Settings settings) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (String file : XML) {
      if (loader.getResource(file) != null) {
        return false;
      }
    }
    for (String name : settings.config().getPropertyNames()) {
      if (NAMING.matcher(name).matches()
          && !settings.text(name).map(PLAIN::contains).orElse(false)) {
        return false;
      }
    }
    return true;
  }
}
