package dev.oneoff.admin.cli.output;

/** The reader of stdout has gone away and wants no more; a reading command is then done. */
public final class OutputClosed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OutputClosed() {
    super("stdout is closed", null, false, false);
  }
}
