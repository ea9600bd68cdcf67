package dev.oneoff.admin.setting;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.setting.Origin.Kind;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SysPropConfigSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Describes SmallRye Config's sources to people. */
final class Origins {

  private static final Pattern FILE = Pattern.compile("\\[source=(.*)]");
  private static final Pattern IN_JAR = Pattern.compile(".*/([^/!]+)!/(.*)");

  private Origins() {}

  /** Whether it also contains what the machine says about itself. */
  static boolean ofTheMachine(ConfigSource source) {
    return source instanceof EnvConfigSource || source instanceof SysPropConfigSource;
  }

  /** Whether it is a {@code .env} file. */
  static boolean dotEnv(ConfigSource source) {
    return source.getName().contains(".env");
  }

  static Origin of(ConfigSource source, String name, Optional<String> profile, String value) {
    if (source instanceof SysPropConfigSource) {
      return new Origin(Kind.PROPERTY, "system property", profile, value);
    }
    if (source instanceof EnvConfigSource) {
      String file = dotEnv(source) ? " in .env" : "";
      return new Origin(
          Kind.VARIABLE, "variable " + Settings.variable(name) + file, profile, value);
    }
    Matcher file = FILE.matcher(source.getName());
    if (file.find()) {
      return new Origin(kindOf(file.group(1)), nameOf(file.group(1)), profile, value);
    }
    return switch (source.getName()) {
      case "BuildTime RunTime Fixed" -> new Origin(Kind.BUILD, "the build", profile, value);
      case "Runtime Values" -> new Origin(Kind.BUILD, "the build", profile, value);
      default ->
          source.getOrdinal() < 0 || source.getName().contains("Default")
              ? new Origin(Kind.DEFAULT, "default", profile, value)
              : new Origin(Kind.FILE, source.getName(), profile, value);
    };
  }

  private static Kind kindOf(String file) {
    // One of the toolkit's own sources is not a file.
    return file.startsWith("the ") || file.startsWith("DATABASE_") ? Kind.TOOLKIT : Kind.FILE;
  }

  private static String nameOf(String file) {
    Matcher inJar = IN_JAR.matcher(file);
    if (inJar.matches()) {
      return inJar.group(2) + " in " + inJar.group(1);
    }
    return file.startsWith("file:") ? file.substring("file:".length()) : file;
  }
}
