package dev.oneoff.admin.packaging;

import java.nio.charset.StandardCharsets;

/** What help says about the commands of a jar, by the jar's own classes. */
final class CommandsOf {

  /** Where {@code CommandIndex} looks for it. */
  static final String ENTRY = "META-INF/oneoff-commands";

  /** Without it there are none. */
  static final String SERVICES = "META-INF/services/dev.oneoff.admin.cli.AdminCommand";

  private static final String INDEX = "dev.oneoff.admin.cli.parse.CommandIndex";

  private CommandsOf() {}

  static byte[] jar(ClassLoader classes) {
    try {
      Class<?> index = Class.forName(INDEX, true, classes);
      Object text = index.getMethod("of", ClassLoader.class).invoke(null, classes);
      return ((String) text).getBytes(StandardCharsets.UTF_8);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The commands of the jar cannot be listed.", e);
    }
  }
}
