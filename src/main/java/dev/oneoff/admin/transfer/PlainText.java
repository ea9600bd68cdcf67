package dev.oneoff.admin.transfer;

import java.util.HashMap;
import java.util.Map;

/**
 * How a session writes and reads values as text: always the same, however the server, the role or
 * the machine is configured.
 */
public final class PlainText {

  private static final Map<String, String> SETTINGS =
      Map.of("timezone", "UTC", "datestyle", "ISO, YMD", "intervalstyle", "iso_8601");

  private PlainText() {}

  /** PostgreSQL's settings for this, and the given ones. */
  public static Map<String, String> with(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    return Map.copyOf(settings);
  }
}
