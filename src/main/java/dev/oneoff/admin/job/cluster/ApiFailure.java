package dev.oneoff.admin.job.cluster;

/**
 * What the API server answered instead of doing as asked. Callers meet it as the cause of an {@link
 * dev.oneoff.admin.AdminException}, whose sentence is for people; this one tells answers apart.
 */
public final class ApiFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  ApiFailure(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  /** HTTP's number, such as 404. */
  public int status() {
    return status;
  }

  /** Kubernetes's word for it, such as {@code AlreadyExists}; empty if there is none. */
  public String reason() {
    return reason;
  }
}
