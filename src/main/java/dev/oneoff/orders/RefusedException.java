package dev.oneoff.orders;

import java.util.Locale;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jspecify.annotations.Nullable;

/**
 * The request cannot be fulfilled, with a sentence that tells the caller why. {@link Problems}
 * turns it into a response.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, as far as the caller has to react differently. */
  public enum Reason {
    /** The subject of the request does not exist. */
    MISSING,
    /** Something that the request refers to does not exist. */
    UNKNOWN_REFERENCE,
    /** It conflicts with existing data. */
    CONFLICT,
    /** The caller has seen an older version. */
    STALE
  }

  private final Reason reason;

  private RefusedException(Reason reason, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  static RefusedException missing(String what, long id) {
    return new RefusedException(
        Reason.MISSING, String.format(Locale.ROOT, "%s %d does not exist.", what, id), null);
  }

  static RefusedException unknownReference(String what, long id) {
    return new RefusedException(
        Reason.UNKNOWN_REFERENCE,
        String.format(Locale.ROOT, "%s %d does not exist.", what, id),
        null);
  }

  static RefusedException conflict(String sentence) {
    return new RefusedException(Reason.CONFLICT, sentence, null);
  }

  /**
   * The refusal of a duplicate; any other constraint violation remains what it is, a bug.
   *
   * @param constraint the one that the sentence is about
   */
  static RuntimeException duplicate(
      String constraint, String sentence, ConstraintViolationException violation) {
    return violation.getKind() == ConstraintKind.UNIQUE
            && constraint.equals(violation.getConstraintName())
        ? new RefusedException(Reason.CONFLICT, sentence, violation)
        : violation;
  }

  static RefusedException stale(String sentence) {
    return new RefusedException(Reason.STALE, sentence, null);
  }
}
