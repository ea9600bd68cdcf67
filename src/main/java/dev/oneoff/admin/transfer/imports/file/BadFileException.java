package dev.oneoff.admin.transfer.imports.file;

import java.io.IOException;

/** From this line on a file cannot be read. */
public final class BadFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long line;

  BadFileException(long line, String reason) {
    super(reason);
    this.line = line;
  }

  /** From 1. */
  public long line() {
    return line;
  }
}
