package dev.oneoff.admin;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * One of the service's datasources. Commands work on one of them: on its database, its migrations
 * and its entities. Each database has a ledger and an environment of its own.
 *
 * @param name as Quarkus knows it
 */
public record Datasource(String name) {

  public static final Datasource DEFAULT = new Datasource("<default>");

  /** For this process, like {@link Mode}. */
  private static final String CHOSEN = "oneoff.datasource.chosen";

  private static final String PREFIX = "quarkus.datasource.";

  private static final Pattern NAMED =
      Pattern.compile(
          "quarkus\\.datasource\\.(?:\"([^\"]+)\"|(?!devservices\\.)([^.\"]+))"
              + "\\.(?:db-kind|db-version|username|jdbc\\..+)");

  private static final Pattern OF_DEFAULT =
      Pattern.compile("quarkus\\.datasource\\.(?:db-kind|db-version|username|jdbc\\.[^.]+)");

  /** What has settings of its own for each datasource. */
  private static final Pattern OF_EACH =
      Pattern.compile("(quarkus\\.(?:datasource|liquibase|flyway)\\.)(.*)");

  /** The one of this name; people write the default one without the brackets, too. */
  public static Datasource named(String name) {
    return name.equals("default") ? DEFAULT : new Datasource(name);
  }

  /** From now on, in this process; without one, the one that commands work on by themselves. */
  public static void choose(Optional<Datasource> datasource) {
    if (datasource.isPresent()) {
      System.setProperty(CHOSEN, datasource.get().name());
    } else {
      System.clearProperty(CHOSEN);
    }
  }

  /** Whether somebody has said which one. */
  public static boolean chosen() {
    return System.getProperty(CHOSEN) != null;
  }

  /** The one that this process works on. */
  static Datasource administered(Config config) {
    String chosen = System.getProperty(CHOSEN);
    return chosen == null ? main(config) : new Datasource(chosen);
  }

  /** The one that commands work on by themselves. {@code DATABASE_URL} is its address. */
  public static Datasource main(Config config) {
    return config
        .getOptionalValue(OwnSetting.DATASOURCE.key(), String.class)
        .map(name -> named(name.strip()))
        .orElse(DEFAULT);
  }

  /** A command for people to type: it works on what this one works on. */
  public static String command(String command) {
    String chosen = System.getProperty(CHOSEN);
    return "'" + command + (chosen == null ? "" : " --datasource " + new Datasource(chosen)) + "'";
  }

  /** Those with a name, taken from the names of settings. */
  public static Set<String> names(Set<String> settings) {
    Set<String> names = new TreeSet<>();
    for (String setting : settings) {
      Matcher key = NAMED.matcher(setting);
      // Nearly all names end at the first test.
      if (setting.startsWith(PREFIX) && key.matches()) {
        names.add(key.group(1) == null ? key.group(2) : key.group(1));
      }
    }
    return names;
  }

  /** Whether the service has this one, going by the names of its settings. */
  public boolean in(Set<String> settings) {
    if (!isDefault()) {
      return names(settings).contains(name);
    }
    // One that is only implied has no settings.
    if (names(settings).isEmpty()) {
      return true;
    }
    for (String setting : settings) {
      if (setting.startsWith(PREFIX) && OF_DEFAULT.matcher(setting).matches()) {
        return true;
      }
    }
    return false;
  }

  public boolean isDefault() {
    return equals(DEFAULT);
  }

  /**
   * The name that a setting of the default datasource has for this one. It may be written with
   * quotes or without.
   *
   * @param set whether there is a setting of this name
   */
  String key(String key, Predicate<String> set) {
    return isDefault()
        ? key
        : keys(key).filter(set).findFirst().orElseGet(() -> keys(key).findFirst().orElse(key));
  }

  /** Both ways to write it. */
  public Stream<String> keys(String key) {
    Matcher each = OF_EACH.matcher(key);
    if (isDefault() || !each.matches()) {
      return Stream.of(key);
    }
    String quoted = "\"" + name + "\".";
    String rest = each.group(2);
    // It is one of this datasource already.
    if (rest.startsWith(quoted) || rest.startsWith(name + ".")) {
      return Stream.of(key);
    }
    String prefix = each.group(1);
    return name.contains(".")
        ? Stream.of(prefix + quoted + rest)
        : Stream.of(prefix + name + "." + rest, prefix + quoted + rest);
  }

  /** As people write it. */
  @Override
  public String toString() {
    return isDefault() ? "default" : name;
  }
}
