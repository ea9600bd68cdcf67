package dev.oneoff.admin.start;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cache of classes that this process may have been started with: Java 25's AOT cache, or an
 * older Java's class archive. Java itself says nothing of whether it could use it.
 */
public final class ClassCache {

  // What the process has mapped into its memory; on Linux only.
  private static final Path MAPPED = Path.of("/proc/self/maps");

  private static final Pattern SWITCHES_IT_OFF =
      Pattern.compile(
          "-(javaagent|agentlib|agentpath|XX:StartFlightRecording|XX:\\+FlightRecorder).*");

  /** Where whoever starts Java says what there is to say of the cache, such as why it has none. */
  public static final String SETTING = "oneoff.cache";

  /** What the setting begins with in a process that is started for a cache to be made of it. */
  public static final String TRAINING = "train-";

  private ClassCache() {}

  /** The one in use; none if that cannot be known. */
  public static Optional<Path> inUse() {
    // Java's own classes have an archive too, which is always there.
    String java = System.getProperty("java.home");
    try (Stream<String> lines = Files.lines(MAPPED)) {
      return lines
          .map(line -> line.substring(Math.max(0, line.indexOf('/'))))
          .filter(file -> file.endsWith(".aot") || file.endsWith(".jsa"))
          .filter(file -> !file.startsWith(java))
          .findFirst()
          .map(Path::of);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Why none is in use, in a few words. */
  public static String whyNone() {
    return switch (System.getProperty(SETTING, "")) {
      case "making" -> "it is being made";
      case "failed" -> "it could not be made";
      default -> "off".equals(System.getenv("ONEOFF_CACHE")) ? "ONEOFF_CACHE is off" : unused();
    };
  }

  private static String unused() {
    Optional<Path> wanted = wanted();
    if (wanted.isEmpty()) {
      return "Java was started without one";
    }
    if (!Files.isReadable(wanted.get())) {
      return wanted.get() + " is not there";
    }
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    Optional<String> against =
        options.stream().filter(option -> SWITCHES_IT_OFF.matcher(option).matches()).findFirst();
    if (against.isPresent()) {
      return "Java uses none with " + against.get().replaceFirst("[:=].*", "");
    }
    return Files.exists(MAPPED)
        ? wanted.get() + " was made for another jar, another Java or other options"
        : "only Linux tells whether " + wanted.get() + " is used";
  }

  private static Optional<Path> wanted() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return Stream.of("AOTCache", "SharedArchiveFile")
        .flatMap(name -> value(options, name).stream())
        .map(Path::of)
        .findFirst();
  }

  private static Optional<String> value(HotSpotDiagnosticMXBean options, String name) {
    try {
      return Optional.ofNullable(options.getVMOption(name).getValue())
          .filter(value -> !value.isEmpty());
    } catch (IllegalArgumentException e) {
      // This Java has no such option.
      return Optional.empty();
    }
  }
}
