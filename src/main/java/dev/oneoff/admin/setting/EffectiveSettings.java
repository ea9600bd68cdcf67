package dev.oneoff.admin.setting;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** All settings of this process, by name. */
public final class EffectiveSettings {

  private static final List<String> OURS = List.of("quarkus.", "oneoff.", "mp.", "smallrye.");

  private final SmallRyeConfig config;
  private final PlainSettings plain;
  private final List<ConfigSource> sources = new ArrayList<>();

  private EffectiveSettings(Settings settings) {
    this.config = WholeConfiguration.of(settings);
    this.plain = PlainSettings.of(settings);
    // The first one with a value takes effect.
    config.getConfigSources().forEach(sources::add);
  }

  /** Those that these settings know. */
  public static SortedMap<String, Setting> of(Settings settings) {
    return new EffectiveSettings(settings).all();
  }

  /** The names of all settings that are known here, set or not. */
  public static Set<String> names(Settings settings) {
    return new EffectiveSettings(settings).names();
  }

  private SortedMap<String, Setting> all() {
    TreeMap<String, Setting> all = new TreeMap<>();
    for (String name : names()) {
      of(name).ifPresent(setting -> all.put(name, setting));
    }
    all.values().removeIf(setting -> guessed(setting, all));
    return all;
  }

  // A variable's name does not say where dashes go; without them it would be the same setting once
  // more.
  private static boolean guessed(Setting setting, SortedMap<String, Setting> all) {
    return setting.origin().kind() == Origin.Kind.VARIABLE
        && all.keySet().stream()
            .anyMatch(
                name ->
                    name.length() == setting.name().length()
                        && name.contains("-")
                        && !name.equals(setting.name())
                        && name.replace('-', '.').equals(setting.name()));
  }

  private SortedSet<String> names() {
    // A variable alone would not say where the dashes of its setting are.
    TreeSet<String> names = new TreeSet<>(OwnSetting.keys());
    for (ConfigSource source : sources) {
      boolean machine = Origins.ofTheMachine(source);
      for (String name : source.getPropertyNames()) {
        String bare = withoutProfile(name);
        if (!machine || OURS.stream().anyMatch(bare::startsWith)) {
          names.add(bare);
        }
      }
    }
    // Only the configuration knows which variable belongs to a key with dashes.
    config
        .getPropertyNames()
        .forEach(
            name -> {
              if (OURS.stream().anyMatch(name::startsWith)) {
                names.add(name);
              }
            });
    return names;
  }

  private String withoutProfile(String name) {
    return name.startsWith("%") && name.indexOf('.') > 0
        ? name.substring(name.indexOf('.') + 1)
        : name;
  }

  private Optional<Setting> of(String name) {
    List<Origin> origins = new ArrayList<>();
    for (ConfigSource source : sources) {
      // The last profile named wins, as everywhere in Quarkus.
      for (String profile : config.getProfiles()) {
        String value = source.getValue("%" + profile + "." + name);
        if (value != null) {
          origins.add(Origins.of(source, name, Optional.of(profile), value));
        }
      }
      String value = source.getValue(name);
      if (value != null) {
        origins.add(Origins.of(source, name, Optional.empty(), value));
      }
    }
    if (origins.isEmpty()) {
      return Optional.empty();
    }
    Origin first = origins.get(0);
    // The build repeats what it has read.
    List<Origin> overridden =
        origins.stream().skip(1).filter(origin -> origin.kind() != Origin.Kind.BUILD).toList();
    // What Quarkus ships is not secret.
    boolean secret = plain.secret(name) && first.kind() != Origin.Kind.DEFAULT;
    return Optional.of(new Setting(name, expanded(name, first), first, overridden, secret));
  }

  private String expanded(String name, Origin origin) {
    try {
      String value = config.getConfigValue(name).getValue();
      return value == null ? origin.value() : value;
    } catch (RuntimeException e) {
      // It refers to a setting that does not exist; its user will report that.
      return origin.value();
    }
  }
}
