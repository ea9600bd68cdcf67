package dev.oneoff;

import java.nio.file.Path;

/** Where a process of the tests keeps what the others beside it must not touch. */
public final class ForkDirectory {

  private ForkDirectory() {}

  public static Path of(String name) {
    return Path.of("target", System.getProperty("oneoff.fork", "test"), name);
  }
}
