package dev.oneoff.admin.cli;

import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.database.Database;

/** The service of a {@code @QuarkusTest}, as a command receives it. */
public final class TestApplication {

  private TestApplication() {}

  public static Application of(Console console, Database database) {
    return new Application(console, Arguments.NONE, settings -> database);
  }

  /** The same, where somebody said why everything may be seen. */
  public static Console unmasked(Console console) {
    console.unmask();
    return console;
  }
}
