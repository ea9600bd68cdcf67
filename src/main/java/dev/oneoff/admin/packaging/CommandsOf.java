package dev.oneoff.admin.packaging;

import java.nio.charset.StandardCharsets;

/** What help says about the commands of a jar, by the jar's own classes. */
final class CommandsOf {

  /** Without it there are none. */
  static final String SERVICES = "META-INF/services/dev.oneoff.admin.cli.AdminCommand";

  private static final String INDEX = "dev.oneoff.admin.cli.parse.CommandIndex";

  private CommandsOf() {}

  /** Where they look for it. */
  static String entry(ClassLoader classes) {
    try {
      return (String) index(classes).getField("ENTRY").get(null);
    } catch (ReflectiveOperationException e) {
      throw unlisted(e);
    }
  }

  static byte[] text(ClassLoader classes) {
    try {
      Object text = index(classes).getMethod("of", ClassLoader.class).invoke(null, classes);
      return ((String) text).getBytes(StandardCharsets.UTF_8);
    } catch (ReflectiveOperationException e) {
      throw unlisted(e);
    }
  }

  private static Class<?> index(ClassLoader classes) throws ClassNotFoundException {
    return Class.forName(INDEX, true, classes);
  }

  private static IllegalStateException unlisted(ReflectiveOperationException e) {
    return new IllegalStateException("The commands of the jar cannot be listed.", e);
  }
}
