package dev.oneoff.admin.cli.terminal;

/**
 * Whether a terminal gets colours: not where somebody wants none (no-color.org), nor a dumb one.
 */
public final class Colours {

  private Colours() {}

  public static boolean wanted() {
    String none = System.getenv("NO_COLOR");
    return (none == null || none.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }
}
