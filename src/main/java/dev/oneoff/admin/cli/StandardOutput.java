package dev.oneoff.admin.cli;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.io.Writer;

/** The console's own stream of data, which stays open. */
final class StandardOutput implements Output {

  private final Writer data;

  StandardOutput(Writer data) {
    this.data = data;
  }

  @Override
  public Writer writer() {
    return data;
  }

  @Override
  public void complete() {
    try {
      data.flush();
    } catch (IOException e) {
      throw AdminException.failed("Standard output cannot be written: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public String incomplete() {
    return "The output is incomplete";
  }

  @Override
  public boolean seen() {
    return true;
  }

  @Override
  public void close() {}
}
