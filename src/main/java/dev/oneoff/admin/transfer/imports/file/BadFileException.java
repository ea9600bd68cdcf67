package dev.oneoff.admin.transfer.imports.file;

import java.io.IOException;

/** A file cannot be read from this line on. */
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
