package dev.oneoff.admin.run.batch;

/**
 * This process was taken for dead, and another one has its chunk; nothing from this batch is
 * committed.
 */
public final class FencedOff extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FencedOff() {
    super("Another process has taken over this chunk.");
  }
}
