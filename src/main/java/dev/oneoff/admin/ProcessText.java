package dev.oneoff.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments and environment variables of this process as they were typed. Java decodes them
 * with the locale's charset; without a UTF-8 locale, as in a cron job or a bare container, anything
 * outside ASCII arrives as U+FFFD and would be stored that way. Linux still has the bytes.
 */
public final class ProcessText {

  private static final char UNREADABLE = '\uFFFD';
  private static final Path PROCESS = Path.of("/proc/self");

  private ProcessText() {}

  /**
   * The arguments as typed.
   *
   * @param arguments as Java passed them
   * @throws AdminException {@code CONFIGURATION} if they cannot be read, {@code USAGE} if they are
   *     not UTF-8
   */
  public static String[] arguments(String... arguments) {
    return arguments(PROCESS.resolve("cmdline"), arguments);
  }

  static String[] arguments(Path commandLine, String... arguments) {
    String[] typed = arguments.clone();
    @Nullable List<byte[]> words = null;
    for (int i = 0; i < typed.length; i++) {
      if (typed[i].indexOf(UNREADABLE) >= 0) {
        words = words == null ? words(commandLine) : words;
        int word = words.size() - typed.length + i;
        if (word < 0) {
          throw unreadable();
        }
        typed[i] = argument(words.get(word));
      }
    }
    return typed;
  }

  /** The variables whose values Java could not decode, as they were set. */
  public static Map<String, String> variables() {
    return variables(PROCESS.resolve("environ"), System.getenv());
  }

  static Map<String, String> variables(Path environment, Map<String, String> known) {
    Map<String, String> unreadable = new HashMap<>(known);
    unreadable.values().removeIf(value -> value.indexOf(UNREADABLE) < 0);
    Map<String, String> variables = new HashMap<>();
    if (!unreadable.isEmpty()) {
      for (byte[] word : words(environment)) {
        @Nullable String variable = utf8(word);
        int equals = variable == null ? -1 : variable.indexOf('=');
        if (variable != null
            && equals > 0
            && unreadable.containsKey(variable.substring(0, equals))) {
          variables.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
      }
    }
    return variables;
  }

  /** One variable; null if it is not set. */
  public static @Nullable String variable(String name) {
    @Nullable String value = System.getenv(name);
    return value == null || value.indexOf(UNREADABLE) < 0
        ? value
        : variables().getOrDefault(name, value);
  }

  /**
   * The file with a name that was typed.
   *
   * @throws AdminException {@code CONFIGURATION} if the locale cannot encode its letters, {@code
   *     USAGE} if it is not a valid file name
   */
  public static Path file(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
      if (encoding.equals("UTF-8")) {
        throw AdminException.usage("'" + name + "' cannot be the name of a file.");
      }
      throw AdminException.configuration(
          "The file '"
              + name
              + "' cannot be reached: this process's locale is not UTF-8 but "
              + encoding
              + ". Set LC_ALL=C.UTF-8.",
          e);
    }
  }

  private static String argument(byte[] word) {
    @Nullable String argument = utf8(word);
    if (argument == null) {
      throw AdminException.usage(
          "An argument is not in UTF-8: '"
              + new String(word, StandardCharsets.UTF_8)
              + "'. Type it in UTF-8, or set LC_ALL to the locale that it is in.");
    }
    return argument;
  }

  private static List<byte[]> words(Path file) {
    byte[] all;
    try {
      all = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable();
    }
    List<byte[]> words = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == 0) {
        words.add(Arrays.copyOfRange(all, begin, i));
        begin = i + 1;
      }
    }
    return words;
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static AdminException unreadable() {
    return AdminException.configuration(
        "What was typed cannot be read: this process's locale is not UTF-8. Set LC_ALL=C.UTF-8.");
  }
}
