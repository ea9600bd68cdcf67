package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/** The console's own data stream, which stays open. */
public final class StandardOutput implements Output {

  private final Console console;

  public StandardOutput(Console console) {
    this.console = console;
  }

  @Override
  public Writer writer() {
    return console.data();
  }

  @Override
  public OutputStream stream() {
    return console.bytes();
  }

  @Override
  public void complete() {
    try {
      console.data().flush();
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
