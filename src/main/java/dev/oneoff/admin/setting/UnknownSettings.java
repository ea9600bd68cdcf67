package dev.oneoff.admin.setting;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings that are named like the toolkit's but do not exist: typos. They are reported rather than
 * refused, because earlier and later releases may share the environment.
 */
public final class UnknownSettings {

  /** Everything that the toolkit reads. */
  static final Set<String> KNOWN =
      Set.of(
          "oneoff.actor",
          "oneoff.allow-startup-writes",
          "oneoff.boot-for-settings",
          "oneoff.cache",
          "oneoff.config.plain",
          "oneoff.console.idle-timeout",
          "oneoff.console.lock-timeout",
          "oneoff.console.rows-unasked",
          "oneoff.console.statement-timeout",
          "oneoff.disabled-commands",
          "oneoff.doctor.skip",
          "oneoff.environment",
          "oneoff.fingerprint-key",
          "oneoff.import.longest-record",
          "oneoff.local.directory",
          "oneoff.local.enabled",
          "oneoff.local.handed-over.directory",
          "oneoff.local.handed-over.name",
          "oneoff.mask-by-name",
          "oneoff.migrate.large-table-rows",
          "oneoff.migrate.lock-timeout",
          "oneoff.migrate.statement-timeout",
          "oneoff.mode",
          "oneoff.plain-columns",
          "oneoff.query.text-functions",
          "oneoff.readiness.schema",
          "oneoff.release.register",
          "oneoff.masked-columns",
          "oneoff.tasks.batch-size",
          "oneoff.tasks.max-lock-waiters",
          "oneoff.tasks.max-replication-lag",
          "oneoff.tasks.reconnect-timeout",
          "oneoff.tasks.throttle",
          "oneoff.tasks.undo-limit");

  private static final String OURS = "oneoff.";

  /** A sensitive option's variable, which the task's author named. */
  private static final String OPTION = "ONEOFF_OPTION_";

  private static final List<String> ADDRESSES =
      List.of(
          "DATABASE_URL",
          "DATABASE_DIRECT_URL",
          "DATABASE_READONLY_URL",
          "DATABASE_URL_FILE",
          "DATABASE_DIRECT_URL_FILE",
          "DATABASE_READONLY_URL_FILE");

  private static final Pattern MADE_BY_KUBERNETES =
      Pattern.compile(
          "(.*_)?(SERVICE_(HOST|PORT)(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

  private UnknownSettings() {}

  /** One sentence each. */
  public static List<String> in(Settings settings) {
    return in(settings, System.getenv().keySet());
  }

  static List<String> in(Settings settings, Set<String> variables) {
    List<String> sentences = new ArrayList<>();
    for (String name : new TreeSet<>(names(settings))) {
      if (!KNOWN.contains(name)) {
        sentences.add(sentence(name, meant(name, KNOWN, '.')));
      }
    }
    Map<String, String> known =
        KNOWN.stream()
            .collect(Collectors.toMap(Settings::variable, name -> name, (a, b) -> a, TreeMap::new));
    for (String variable : new TreeSet<>(variables)) {
      if (variable.startsWith("ONEOFF_")
          && !variable.startsWith(OPTION)
          && !known.containsKey(variable)
          && !madeByKubernetes(variable)) {
        sentences.add(sentence(variable, meant(variable, known.keySet(), '_')));
      } else if (variable.startsWith("DATABASE_") && !ADDRESSES.contains(variable)) {
        ADDRESSES.stream()
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

  // Not of system properties, where a surrounding program may have its own.
  private static Set<String> names(Settings settings) {
    Set<String> names = new TreeSet<>();
    for (ConfigSource source : settings.config().getConfigSources()) {
      if (!Origins.ofTheMachine(source)) {
        for (String name : source.getPropertyNames()) {
          String bare = name.replaceFirst("^%[^.]+\\.", "");
          if (bare.startsWith(OURS)) {
            names.add(bare);
          }
        }
      }
    }
    return names;
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
