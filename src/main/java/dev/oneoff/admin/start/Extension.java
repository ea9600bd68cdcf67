package dev.oneoff.admin.start;

import dev.oneoff.admin.AdminException;
import java.util.Optional;

/**
 * The extensions of Quarkus that the toolkit uses if the service has them. Classes that mention
 * their types are loaded only where they are present.
 */
public enum Extension {
  BEAN_VALIDATION("quarkus-hibernate-validator", "jakarta.validation.Validator"),
  FLYWAY("quarkus-flyway", "org.flywaydb.core.Flyway"),
  HEALTH("quarkus-smallrye-health", "io.smallrye.health.SmallRyeHealthReporter"),
  HTTP("quarkus-vertx-http", "io.quarkus.vertx.http.runtime.VertxHttpRecorder"),
  LIQUIBASE("quarkus-liquibase", "io.quarkus.liquibase.LiquibaseFactory"),
  PANACHE("quarkus-hibernate-orm-panache", "io.quarkus.hibernate.orm.panache.PanacheEntityBase");

  private final String artifact;
  private final String type;

  Extension(String artifact, String type) {
    this.artifact = artifact;
    this.type = type;
  }

  /** Its name in a POM. */
  public String artifact() {
    return artifact;
  }

  /** Whether the service has it. */
  public boolean present() {
    return type().isPresent();
  }

  /** The type by which it is found, if the service has it. */
  public Optional<Class<?>> type() {
    try {
      return Optional.of(Class.forName(type, false, Extension.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that the service has it.
   *
   * @param otherwise what it does not have then, and what else can be done, in a sentence
   * @throws AdminException {@code CONFIGURATION} if it has not
   */
  public void require(String otherwise) {
    if (!present()) {
      throw AdminException.configuration(
          otherwise + " The extension for it is io.quarkus:" + artifact + ".");
    }
  }
}
