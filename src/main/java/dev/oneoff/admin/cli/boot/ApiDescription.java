package dev.oneoff.admin.cli.boot;

/**
 * The description of the service's HTTP interface (OpenAPI). Quarkus prepares it at each start, as
 * JSON and as YAML, whether or not it is served: 540 of a boot's 13,000 classes.
 */
final class ApiDescription {

  /** Names where the description that the build has made is looked for. */
  private static final String PLACE = "io.quarkus.smallrye.openapi.runtime.OpenApiConstants";

  private ApiDescription() {}

  /** The boot that follows finds none, and so prepares none. */
  static void leaveOut() {
    try {
      Class.forName(PLACE).getField("classLoader").set(null, new Nowhere());
    } catch (ReflectiveOperationException e) {
      // The service has none, or its Quarkus looks elsewhere: then it is prepared in vain.
    }
  }

  private static final class Nowhere extends ClassLoader {
    Nowhere() {
      super(null);
    }
  }
}
