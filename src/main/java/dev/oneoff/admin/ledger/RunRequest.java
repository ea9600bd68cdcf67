package dev.oneoff.admin.ledger;

/** What one process asks of the one that runs. */
public enum RunRequest {
  /** Wait after the current batch, with connections released. */
  PAUSE,
  /** End after the current batch, for good. */
  CANCEL,
  /** Go on after a pause. */
  RESUME
}
