package dev.oneoff.admin.setting;

import dev.oneoff.admin.Sensitive;
import java.util.List;
import java.util.Optional;

/**
 * One setting as it is in force.
 *
 * @param value after what stands in it for other settings ({@code ${…}}) was put in
 * @param overridden what would hold without the origin, the next one first
 * @param secret whether the value must not be shown
 */
public record Setting(
    String name, String value, Origin origin, List<Origin> overridden, boolean secret) {

  /** The value as anybody may see it. */
  public String shown() {
    return shown(value);
  }

  /** What an origin says, as anybody may see it. */
  public String shown(Origin of) {
    return shown(of.value());
  }

  private String shown(String text) {
    return secret && !text.isEmpty() ? Sensitive.MASK : PlainSettings.withoutLogin(text);
  }

  /** Whether somebody said so, and it is no default and nothing that the build fixed. */
  public boolean said() {
    return origin.kind() != Origin.Kind.DEFAULT && origin.kind() != Origin.Kind.BUILD;
  }

  /** The value in the server: without what the toolkit makes different in a command. */
  public Optional<String> atServer() {
    return ofCommand(origin)
        ? overridden.stream().filter(of -> !ofCommand(of)).findFirst().map(Origin::value)
        : Optional.of(value);
  }

  private static boolean ofCommand(Origin of) {
    return of.kind() == Origin.Kind.TOOLKIT || of.profile().filter("admin"::equals).isPresent();
  }

  /**
   * What the server and a command of one deployment say alike: without what the toolkit makes
   * different in a command. Nothing where nobody gave a value.
   */
  Optional<String> common() {
    if (common(origin)) {
      return Optional.of(value);
    }
    return overridden.stream().filter(Setting::common).findFirst().map(Origin::value);
  }

  private static boolean common(Origin of) {
    boolean given =
        of.kind() == Origin.Kind.PROPERTY
            || of.kind() == Origin.Kind.VARIABLE
            || of.kind() == Origin.Kind.FILE;
    return given && of.profile().filter("admin"::equals).isEmpty();
  }
}
