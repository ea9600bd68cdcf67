package dev.oneoff.admin.setting;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that the configuration rejects, in a sentence each: which one, as it was written by
 * whoever set it, and what it should be. The value is left out: it may be a secret.
 */
public final class UnfitSettings {

  private static final Pattern CONVERTED =
      Pattern.compile(
          "config property (\\S+) with the config value \"(.*?)\" threw an Exception whilst being"
              + " converted(.*)",
          Pattern.DOTALL);
  private static final Pattern MISSING =
      Pattern.compile("property (\\S+) is required but it could not be found");
  private static final Pattern UNEXPANDED =
      Pattern.compile("Could not expand value (\\S+) in property (\\S+)");
  private static final Pattern EMPTY =
      Pattern.compile("config property (\\S+) is defined as the empty String");
  private static final Pattern ONE_OF = Pattern.compile("allowed values: ([\\w, -]+)");

  /** SmallRye's and Quarkus's messages about a value, and what they expect instead. */
  private static final Map<String, String> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("Expected an integer value", "a whole number");
    FORMS.put("Expected a long value", "a whole number");
    FORMS.put("Expected a double value", "a number");
    FORMS.put("Expected a float value", "a number");
    FORMS.put("Unknown level", "one of OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE, ALL");
    FORMS.put("nvalid duration", "a duration, such as 30s or PT5M");
    FORMS.put("[0-9]+[BbKkMmGg", "a size, such as 64K or 10M");
  }

  private UnfitSettings() {}

  /**
   * One of them.
   *
   * @param why a sentence
   */
  public record Unfit(String name, String why) {}

  /** What to report instead of a failure, if such a setting is its cause. */
  public static Optional<AdminException> explain(Throwable failure, Settings settings) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // Wrapping exceptions repeat its message, with the first of them only.
      causes.add(cause instanceof ConfigValidationException ? 0 : causes.size(), cause);
    }
    return causes.stream()
        .map(cause -> of(cause, settings))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .map(UnfitSettings::refusal);
  }

  /** Of the whole configuration, as a boot would find them. */
  public static List<Unfit> in(Settings settings) {
    try {
      WholeConfiguration.read(settings);
      return List.of();
    } catch (ConfigValidationException e) {
      return of(e, settings);
    }
  }

  /** All in one, without its cause: that would quote the values. */
  public static AdminException refusal(List<Unfit> unfit) {
    return AdminException.configuration(String.join(" ", unfit.stream().map(Unfit::why).toList()));
  }

  /** Those of one failure; empty if it has another cause. */
  public static List<Unfit> of(Throwable failure, Settings settings) {
    List<Unfit> found = new ArrayList<>();
    if (failure instanceof ConfigValidationException invalid) {
      for (int i = 0; i < invalid.getProblemCount(); i++) {
        of(invalid.getProblem(i).getMessage(), settings).ifPresent(found::add);
      }
    } else {
      of(String.valueOf(failure.getMessage()), settings).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Unfit> of(String message, Settings settings) {
    Matcher converted = CONVERTED.matcher(message);
    if (converted.find()) {
      String name = converted.group(1);
      return Optional.of(
          unfit(
              name,
              settings,
              " cannot be used: it must be " + form(converted.group(3)) + ".",
              madeByKubernetes(converted.group(2))));
    }
    Matcher unexpanded = UNEXPANDED.matcher(message);
    if (unexpanded.find()) {
      // In a secret it is part of the value.
      boolean secret = PlainSettings.of(settings).secret(unexpanded.group(2));
      return Optional.of(
          unfit(
              unexpanded.group(2),
              settings,
              " refers by ${…} to "
                  + (secret ? "a setting" : unexpanded.group(1))
                  + " that is not set.",
              " If you mean a $, write $$."));
    }
    Matcher missing = MISSING.matcher(message);
    if (missing.find()) {
      return Optional.of(unfit(missing.group(1), settings, " must be set.", ""));
    }
    Matcher empty = EMPTY.matcher(message);
    return empty.find()
        ? Optional.of(unfit(empty.group(1), settings, " must not be empty.", ""))
        : Optional.empty();
  }

  private static Unfit unfit(String name, Settings settings, String what, String hint) {
    return new Unfit(name, settings.written(name) + what + hint);
  }

  private static String madeByKubernetes(String value) {
    return value.matches("(tcp|udp|sctp)://.*")
        ? " Kubernetes makes such a variable from a Service's name: set enableServiceLinks: false"
            + " in the pod, or rename the Service."
        : "";
  }

  private static String form(String said) {
    Matcher oneOf = ONE_OF.matcher(said);
    if (oneOf.find()) {
      return "one of " + oneOf.group(1).replaceAll(" *, *", ", ");
    }
    return FORMS.entrySet().stream()
        .filter(form -> said.contains(form.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("of another form");
  }
}
