package dev.oneoff.admin.setting;

import java.util.Optional;

/**
 * A source that gives a setting a value.
 *
 * @param where for people: {@code variable QUARKUS_HTTP_PORT}, {@code application.properties in
 *     app.jar}
 * @param profile the profile it is set for there, as with {@code %production.} before the name
 */
public record Origin(Kind kind, String where, Optional<String> profile, String value) {

  /** The kind of source. */
  public enum Kind {
    /** A system property. */
    PROPERTY,
    /** An environment variable, or one from a {@code .env} file. */
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
