package dev.oneoff.admin.transfer;

import java.util.HashMap;
import java.util.Map;

/**
 * How a session writes and reads values as text: the same whatever the server, the role or the
 * machine is set to.
 */
public final class PlainText {

  private static final Map<String, String> SETTINGS =
      Map.of("timezone", "UTC", "datestyle", "ISO, YMD", "intervalstyle", "iso_8601");

  private PlainText() {}

  /** PostgreSQL's settings for it, and these. */
  public static Map<String, String> with(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    return Map.copyOf(settings);
  }
}
