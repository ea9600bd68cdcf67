package dev.oneoff.admin.migrate.tool;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import java.util.Map;
import java.util.Optional;

/** A command works as one role, and the toolkit's tables belong to the one that makes them. */
public final class OneRole {

  /** What a migration tool can have of its own, and what else applies. */
  private static final Map<String, String> OWN =
      Map.of(
          "username", "quarkus.datasource.username",
          "jdbc-url", "quarkus.datasource.jdbc.url");

  private OneRole() {}

  /**
   * Refuses a role, or an address, that only the tool uses.
   *
   * @param prefix of the tool's settings
   * @throws AdminException {@code CONFIGURATION}
   */
  public static void require(Settings settings, String prefix) {
    OWN.forEach(
        (own, services) -> {
          String key = prefix + own;
          Optional<String> other = settings.text(key);
          if (other.isPresent() && !other.equals(settings.text(services))) {
            throw AdminException.configuration(
                settings.written(key)
                    + (own.equals("username")
                        ? " lets the server migrate as another role. A command works as one: name that"
                            + " role in "
                            + settings.address()
                        : " lets the server migrate at another address. A command works at one: name"
                            + " that address in "
                            + settings.directAddress())
                    + " for this command.");
          }
        });
  }
}
