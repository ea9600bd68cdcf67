package dev.oneoff.admin.shell.engine;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Function;

/**
 * Called by rewritten code: there is one shell per process. Public because that code is in another
 * package; nobody else calls it.
 */
public final class SnippetRuntime {

  /** Ends a snippet that is to stop; no code of a service catches it by accident. */
  static final class Stopped extends Error {

    private static final long serialVersionUID = 1L;

    Stopped() {
      super("Stopped.", null, false, false);
    }
  }

  private static volatile boolean stop;
  private static Function<String, Object> atHand = name -> "";
  private static PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false);

  private SnippetRuntime() {}

  static void install(Function<String, Object> names, PrintStream prints) {
    atHand = names;
    out = prints;
  }

  static void stop(boolean asked) {
    stop = asked;
  }

  /** Called at every loop iteration and call. */
  public static void stopIfAsked() {
    if (stop) {
      throw new Stopped();
    }
  }

  /** The value of a predefined name. */
  public static Object atHand(String name) {
    return atHand.apply(name);
  }

  /** Where a snippet prints to; what libraries print goes to stderr. */
  public static PrintStream out() {
    return out;
  }
}
