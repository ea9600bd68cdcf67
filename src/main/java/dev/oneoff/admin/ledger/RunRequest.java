package dev.oneoff.admin.ledger;

/** What one process asks of the one that is running. */
public enum RunRequest {
  /** Wait after the current batch, with connections released. */
  PAUSE,
  /** End after the current batch, for good. */
  CANCEL,
  /** Continue after a pause. */
  RESUME
}
