package dev.oneoff.admin.setting;

import dev.oneoff.admin.OwnSetting;
import java.util.List;
import java.util.Set;

/** Settings that say who or where a process is rather than what it does. */
final class ProcessSettings {

  private static final Set<String> OF_THE_PROCESS =
      Set.of(
          OwnSetting.ACTOR.key(),
          "oneoff.cache",
          "oneoff.datasource.chosen",
          "oneoff.mode",
          OwnSetting.FINGERPRINT_KEY.key(),
          "quarkus.profile",
          "quarkus.http.port",
          "quarkus.http.host",
          "quarkus.management.port",
          "quarkus.management.host",
          "quarkus.uuid");

  private static final List<String> PREFIXES = List.of("oneoff.option.", "oneoff.local.");

  private ProcessSettings() {}

  static boolean of(String name) {
    return OF_THE_PROCESS.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
  }
}
