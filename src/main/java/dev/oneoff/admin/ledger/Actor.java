package dev.oneoff.admin.ledger;

import dev.oneoff.admin.Settings;
import java.util.Optional;

/**
 * Who runs this process: the machine's own word, and beside it, never instead, what {@code
 * ONEOFF_ACTOR} says.
 *
 * @param name {@code user@host}
 */
record Actor(String name, Optional<String> claimed, String host, long process) {

  static Actor of(Settings settings, String host) {
    return new Actor(
        System.getProperty("user.name", "unknown") + "@" + host,
        settings.text("oneoff.actor"),
        host,
        ProcessHandle.current().pid());
  }
}
