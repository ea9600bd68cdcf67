package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.Mode;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads a command's settings while its words are parsed: neither needs the other. */
public final class SettingsAhead {

  private SettingsAhead() {}

  /** Begins to; whoever asks for the settings waits for them. */
  public static void read() {
    Mode.COMMAND.enter();
    Secrets.areKept();
    Thread reading = new Thread(SettingsAhead::tryToRead, "settings");
    reading.setDaemon(true);
    reading.start();
  }

  private static void tryToRead() {
    try {
      ConfigProvider.getConfig();
    } catch (RuntimeException | LinkageError e) {
      // Whoever needs them reads them again, and is told.
    }
  }
}
