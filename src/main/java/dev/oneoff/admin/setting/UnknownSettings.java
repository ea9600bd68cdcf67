package dev.oneoff.admin.setting;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.Suggestion;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SysPropConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings that are named like the toolkit's but do not exist: typos. They are reported rather than
 * refused, because earlier and later releases may share the environment.
 */
public final class UnknownSettings {

  private static final String OURS = "oneoff.";

  /** A sensitive option's variable, which the task's author named. */
  private static final String OPTION = "ONEOFF_OPTION_";

  private static final Pattern MADE_BY_KUBERNETES =
      Pattern.compile(
          "(.*_)?(SERVICE_(HOST|PORT)(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

  private UnknownSettings() {}

  /** One sentence each. */
  public static List<String> in(Settings settings) {
    return in(settings, System.getenv().keySet());
  }

  static List<String> in(Settings settings, Set<String> environment) {
    Set<String> names = new TreeSet<>();
    Set<String> variables = new TreeSet<>(environment);
    List<String> sentences = new ArrayList<>();
    for (ConfigSource source : settings.config().getConfigSources()) {
      if (source instanceof SysPropConfigSource) {
        sentences.addAll(ofProperties(source.getPropertyNames()));
      } else if (source instanceof EnvConfigSource) {
        if (Origins.dotEnv(source)) {
          addDotEnv(source.getPropertyNames(), names, variables);
        }
      } else {
        source.getPropertyNames().forEach(name -> names.add(name.replaceFirst("^%[^.]+\\.", "")));
      }
    }
    names.stream()
        .filter(name -> name.startsWith(OURS) && !OwnSetting.knows(name))
        .forEach(name -> sentences.add(sentence(name, meant(name, OwnSetting.keys(), '.'))));
    sentences.addAll(ofVariables(variables));
    return sentences;
  }

  // They may be written either way, and a variable has a setting's name, too.
  private static void addDotEnv(Set<String> written, Set<String> names, Set<String> variables) {
    for (String name : written) {
      if (!name.startsWith(OURS)) {
        variables.add(name);
      } else if (!written.contains(Settings.variable(name))) {
        names.add(name);
      }
    }
  }

  // A surrounding program may have its own, which are not near ours.
  private static List<String> ofProperties(Set<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(OURS) && !OwnSetting.knows(name))
        .map(name -> Map.entry(name, meant(name, OwnSetting.keys(), '.')))
        .filter(near -> near.getValue().isPresent())
        .map(near -> sentence("-D" + near.getKey(), near.getValue()))
        .sorted()
        .toList();
  }

  private static List<String> ofVariables(Set<String> variables) {
    Set<String> known =
        Stream.concat(OwnSetting.all().stream().map(OwnSetting::variable), ToolkitVariable.names())
            .filter(name -> name.startsWith("ONEOFF_") || name.startsWith("DATABASE_"))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> sentences = new ArrayList<>();
    for (String variable : variables) {
      if (variable.startsWith("ONEOFF_")
          && !variable.startsWith(OPTION)
          && !known.contains(variable)
          && !OwnSetting.knows(variable.toLowerCase(Locale.ROOT).replace('_', '.'))
          && !madeByKubernetes(variable)) {
        sentences.add(sentence(variable, meant(variable, known, '_')));
      } else if (variable.startsWith("DATABASE_") && !known.contains(variable)) {
        known.stream()
            .filter(address -> letters(address).equals(letters(variable)))
            .findFirst()
            .ifPresent(address -> sentences.add(sentence(variable, Optional.of(address))));
      }
    }
    return sentences;
  }

  /** Whether Kubernetes derives such a variable from the name of a Service. */
  public static boolean madeByKubernetes(String variable) {
    int service = variable.indexOf('_') + 1;
    return MADE_BY_KUBERNETES.matcher(variable.substring(service)).matches();
  }

  // Its group may be missing, as in ONEOFF_STATEMENT_TIMEOUT.
  private static Optional<String> meant(String written, Set<String> known, char separator) {
    int ours = OURS.length();
    return Suggestion.of(written, known)
        .or(
            () -> {
              Map<String, List<String>> ends =
                  known.stream()
                      .filter(name -> name.indexOf(separator, ours) > 0)
                      .sorted()
                      .collect(
                          Collectors.groupingBy(
                              name -> name.substring(name.indexOf(separator, ours) + 1)));
              return Suggestion.of(written.substring(ours), ends.keySet())
                  .map(end -> String.join(" or ", ends.get(end)));
            });
  }

  private static String sentence(String written, Optional<String> meant) {
    return "there is no setting "
        + written
        + "."
        + meant.map(near -> " Did you mean " + near + "?").orElse("");
  }

  private static String letters(String variable) {
    return variable.replace("_", "").toUpperCase(Locale.ROOT);
  }
}
