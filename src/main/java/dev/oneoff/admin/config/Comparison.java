package dev.oneoff.admin.config;

import dev.oneoff.admin.setting.Fingerprints;
import dev.oneoff.admin.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares this process's settings with another's. Secrets are only compared by their fingerprints,
 * and so are left out if one side has none.
 */
final class Comparison {

  private final Map<String, Setting> here;
  private final Fingerprints fingerprints;

  Comparison(Map<String, Setting> here, Fingerprints fingerprints) {
    this.here = here;
    this.fingerprints = fingerprints;
  }

  /** With another's fingerprints, by name; its values are not known. */
  List<Difference> withFingerprints(Map<String, String> there) {
    Map<String, String> mine = fingerprints.of(here);
    TreeSet<String> names = new TreeSet<>(mine.keySet());
    names.addAll(there.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String theirs = there.get(name);
      if (!String.valueOf(theirs).equals(mine.get(name)) && comparable(name, theirs)) {
        differences.add(
            difference(name, mine.containsKey(name), theirs == null ? null : "another value"));
      }
    }
    return differences;
  }

  // A secret for which only one side has a fingerprint may be equal: one of them has no key.
  private boolean comparable(String name, @Nullable String theirs) {
    Setting setting = here.get(name);
    return setting == null
        || !setting.secret()
        || (fingerprints.keyed() && theirs != null)
        || setting.value().isEmpty();
  }

  /** With values from a file. */
  List<Difference> withValues(Map<String, OtherValue> there) {
    List<Difference> differences = new ArrayList<>();
    for (Map.Entry<String, OtherValue> entry : there.entrySet()) {
      Setting setting = here.get(entry.getKey());
      OtherValue other = entry.getValue();
      if (!same(Optional.ofNullable(setting), other)) {
        differences.add(difference(entry.getKey(), setting != null, other.shown()));
      }
    }
    return differences;
  }

  private boolean same(Optional<Setting> setting, OtherValue other) {
    if (setting.isEmpty()) {
      return false;
    }
    if (other.value().isPresent()) {
      // Fingerprints made with different keys differ even if the value is the same.
      return other.value().get().equals(setting.get().value());
    }
    // A masked value is only known by its fingerprint; if one side has none, nothing can be said.
    Optional<String> mine = fingerprints.of(setting.get());
    return mine.isEmpty() || other.fingerprint().isEmpty() || mine.equals(other.fingerprint());
  }

  private Difference difference(String name, boolean given, @Nullable String there) {
    Setting setting = here.get(name);
    return setting == null || !given
        ? new Difference(name, null, null, there)
        : new Difference(name, setting.shown(), setting.origin().toString(), there);
  }
}
