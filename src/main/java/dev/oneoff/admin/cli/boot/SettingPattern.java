package dev.oneoff.admin.cli.boot;

import java.util.regex.Pattern;

/**
 * The name of a setting in which {@code *} stands for one name given by the service, quoted or not,
 * and {@code [.*]} for such a name or none.
 */
final class SettingPattern {

  private static final String NAME = "(?:\"[^\"]+\"|[^.\"]+)";

  private final String prefix;
  private final Pattern pattern;

  SettingPattern(String text) {
    this.prefix = text.substring(0, text.indexOf('*')).replace("[.", "");
    String regex =
        Pattern.quote(text)
            .replace("[.*]", "\\E(?:\\." + NAME + ")?\\Q")
            .replace("*", "\\E" + NAME + "\\Q");
    this.pattern = Pattern.compile(regex);
  }

  static boolean is(String name) {
    return name.contains("*");
  }

  boolean matches(String name) {
    // Nearly all names that are looked up end here.
    return name.startsWith(prefix) && pattern.matcher(name).matches();
  }
}
