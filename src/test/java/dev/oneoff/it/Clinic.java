package dev.oneoff.it;

/** The service in {@code src/it/clinic}, whose schema is Flyway's, in Quarkus's own packaging. */
final class Clinic {

  private static final String JAR = "quarkus-app/quarkus-run.jar";
  private static final HostBuild BUILD = build();
  private static final App APP = App.of(BUILD.jar(JAR));

  private Clinic() {}

  // Its own test needs a database.
  private static HostBuild build() {
    return new HostBuild("clinic")
        .with("CLINIC_JDBC_URL", JarPostgres.server().jdbcUrl(JarPostgres.database().name()))
        .with("CLINIC_USER", JarPostgres.server().user())
        .with("CLINIC_PASSWORD", JarPostgres.server().password());
  }

  static App app() {
    return APP;
  }

  static HostBuild built() {
    return BUILD;
  }

  /** The same service without the toolkit. */
  static App withoutToolkit() {
    return App.of(
        new HostBuild(
                "clinic", "clinic-without-toolkit", "-Dwithout-toolkit", "-Dmaven.test.skip=true")
            .jar(JAR));
  }
}
