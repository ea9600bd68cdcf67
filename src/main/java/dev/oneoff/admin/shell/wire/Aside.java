package dev.oneoff.admin.shell.wire;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the console itself is sending over a link right now: then the link only passes it on. One
 * thread at a time uses a connection.
 */
public final class Aside {

  /** Sends something. */
  public interface Work {
    void run() throws SQLException;
  }

  /** A link's way of sending something itself, which nobody else is told about. */
  interface Way {
    void run(Work work) throws SQLException;
  }

  /** A call whose answer somebody waits for. */
  interface Call {
    @Nullable Object run() throws Throwable;
  }

  private boolean on;

  Aside() {}

  boolean isOn() {
    return on;
  }

  void run(Work work) throws SQLException {
    boolean before = on;
    on = true;
    try {
      work.run();
    } finally {
      on = before;
    }
  }

  @Nullable Object call(Call call) throws Throwable {
    boolean before = on;
    on = true;
    try {
      return call.run();
    } finally {
      on = before;
    }
  }
}
