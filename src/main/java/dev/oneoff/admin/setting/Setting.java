package dev.oneoff.admin.setting;

import dev.oneoff.admin.Sensitive;
import java.util.List;
import java.util.Optional;

/**
 * One setting as it is in effect.
 *
 * @param value with references to other settings ({@code ${…}}) resolved
 * @param overridden what would apply without the origin, the next one first
 * @param secret whether the value must not be shown
 */
public record Setting(
    String name, String value, Origin origin, List<Origin> overridden, boolean secret) {

  /** The value as anybody may see it. */
  public String shown() {
    return shown(value);
  }

  /** The value from one origin, as anybody may see it. */
  public String shown(Origin of) {
    return shown(of.value());
  }

  private String shown(String text) {
    return secret && !text.isEmpty() ? Sensitive.MASK : PlainSettings.withoutLogin(text);
  }

  /** Whether somebody set it: it is neither a default nor fixed by the build. */
  public boolean said() {
    return origin.kind() != Origin.Kind.DEFAULT && origin.kind() != Origin.Kind.BUILD;
  }

  /** The value in the server: without what the toolkit changes for a command. */
  public Optional<String> atServer() {
    return ofCommand(origin)
        ? overridden.stream().filter(of -> !ofCommand(of)).findFirst().map(Origin::value)
        : Optional.of(value);
  }

  private static boolean ofCommand(Origin of) {
    return of.kind() == Origin.Kind.TOOLKIT || of.profile().filter("admin"::equals).isPresent();
  }

  /**
   * What the server and a command of one deployment have in common: without what the toolkit
   * changes for a command. Empty if nobody set a value.
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
