package dev.oneoff.admin.config;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.Suggestion;
import dev.oneoff.admin.setting.EffectiveSettings;
import dev.oneoff.admin.setting.UnknownSettings;
import io.quarkus.runtime.configuration.NameIterator;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Variables named {@code QUARKUS_…} that match no setting: usually typos. The names that Quarkus
 * knows are in a class that the build generates, which is queried; a process without it reports
 * nothing.
 */
final class UnknownVariables {

  private static final String GENERATED = "io.quarkus.runtime.generated.Config";

  private final Settings settings;
  private final Map<String, String> environment;

  UnknownVariables(Settings settings) {
    this(settings, System.getenv());
  }

  UnknownVariables(Settings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** One sentence each. */
  List<String> all() {
    Set<String> known = new TreeSet<>();
    try {
      Method mapped = mapped();
      for (String name : EffectiveSettings.names(settings)) {
        if (name.startsWith("quarkus.") && (boolean) mapped.invoke(null, new NameIterator(name))) {
          known.add(Settings.variable(name));
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return List.of();
    }
    List<String> unknown = new ArrayList<>();
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (variable.startsWith("QUARKUS_")
          && !known.contains(variable)
          && !UnknownSettings.madeByKubernetes(variable)) {
        String meant =
            Suggestion.of(variable, known).map(near -> " Did you mean " + near + "?").orElse("");
        unknown.add("Quarkus has no setting that " + variable + " would be." + meant);
      }
    }
    return unknown;
  }

  private static Method mapped() throws ReflectiveOperationException {
    Method mapped =
        Class.forName(GENERATED, false, Thread.currentThread().getContextClassLoader())
            .getDeclaredMethod("isMapped", NameIterator.class);
    mapped.setAccessible(true);
    return mapped;
  }
}
