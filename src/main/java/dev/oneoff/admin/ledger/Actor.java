package dev.oneoff.admin.ledger;

import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import java.util.Optional;

/**
 * Who runs this process: what the machine says, and next to it, never instead of it, what {@code
 * ONEOFF_ACTOR} claims.
 *
 * @param name {@code user@host}
 */
record Actor(String name, Optional<String> claimed, String host, long process) {

  static Actor of(Settings settings, String host) {
    return new Actor(
        System.getProperty("user.name", "unknown") + "@" + host,
        settings.given(OwnSetting.ACTOR),
        host,
        ProcessHandle.current().pid());
  }
}
