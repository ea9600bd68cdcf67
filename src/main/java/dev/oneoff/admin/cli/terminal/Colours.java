package dev.oneoff.admin.cli.terminal;

/**
 * Whether a terminal gets colours: not if somebody has disabled them (no-color.org), nor on a dumb
 * terminal.
 */
public final class Colours {

  private Colours() {}

  public static boolean wanted() {
    String none = System.getenv("NO_COLOR");
    return (none == null || none.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }
}
