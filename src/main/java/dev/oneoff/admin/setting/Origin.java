package dev.oneoff.admin.setting;

import java.util.Optional;

/**
 * A place that gives a setting a value.
 *
 * @param where for people: {@code variable QUARKUS_HTTP_PORT}, {@code application.properties in
 *     app.jar}
 * @param profile under which it stands there, as {@code %production.} before the name says
 */
public record Origin(Kind kind, String where, Optional<String> profile, String value) {

  /** What sort of place that is. */
  public enum Kind {
    /** A system property. */
    PROPERTY,
    /** An environment variable, or one of a {@code .env} file. */
    VARIABLE,
    FILE,
    /** The toolkit: what makes a command differ from the server, and DATABASE_URL. */
    TOOLKIT,
    /** Fixed when the jar was built. */
    BUILD,
    DEFAULT
  }

  /** {@code application.properties in app.jar, profile production}. */
  @Override
  public String toString() {
    return where + profile.map(name -> ", profile " + name).orElse("");
  }
}
