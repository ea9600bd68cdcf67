package dev.oneoff.admin.doctor.adopt;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.start.Extension;
import jakarta.enterprise.context.Dependent;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Which of the extensions are there that the toolkit uses, and what it would do with the others.
 */
@Dependent
class ExtensionsFound implements Check.OfAdoption {

  private static final Map<Extension, String> USES =
      new EnumMap<>(
          Map.of(
              Extension.HEALTH, "'health' asks the checks, and readiness waits for the schema",
              Extension.LIQUIBASE, "'migrate' runs the changelog",
              Extension.FLYWAY, "'migrate' runs Flyway's migrations",
              Extension.PANACHE, "the shell has Panache's finders",
              Extension.BEAN_VALIDATION, "an import checks the constraints of attributes",
              Extension.HTTP, "the shell has 'http'"));

  /** Whether there is one of them is another check's question. */
  private static final Set<Extension> MIGRATE = EnumSet.of(Extension.LIQUIBASE, Extension.FLYWAY);

  @Override
  public String name() {
    return "extensions";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    return USES.entrySet().stream()
        .filter(use -> use.getKey().present() || !MIGRATE.contains(use.getKey()))
        .map(use -> finding(use.getKey(), use.getValue()))
        .toList();
  }

  private static Finding finding(Extension extension, String use) {
    return extension.present()
        ? Finding.info(extension.artifact() + " is there: " + use + ".", "")
        : Finding.info(extension.artifact() + " is not there.", "With it, " + use + ".");
  }
}
