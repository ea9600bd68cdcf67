package dev.oneoff.admin.shell.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one snippet. */
public sealed interface Outcome {

  /** It ran, and has a value: an expression's, or of a variable that it declared. */
  record Value(@Nullable Object value, Optional<String> variable, String type) implements Outcome {}

  /**
   * It was taken, and has no value.
   *
   * @param note what somebody should know of it, as that it names what is not there yet
   */
  record Done(Optional<String> note) implements Outcome {}

  /** It does not compile. */
  record Rejected(List<Problem> problems) implements Outcome {}

  /**
   * It threw.
   *
   * @param snippet in which snippet, by its number
   * @param line on which of its lines, from 1; 0 where that is not known
   */
  record Failed(Throwable cause, String snippet, int line) implements Outcome {}

  /** It was asked to stop, and did. */
  record Stopped() implements Outcome {}

  /**
   * Why it does not compile.
   *
   * @param start where in the snippet
   * @param end where that ends
   */
  record Problem(String message, int start, int end) {}
}
