package dev.oneoff.admin.shell.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcome of one snippet. */
public sealed interface Outcome {

  /** It ran, and has a value: of an expression, or of a variable that it declared. */
  record Value(@Nullable Object value, Optional<String> variable, String type) implements Outcome {}

  /**
   * It was accepted, and has no value.
   *
   * @param note what somebody should know about it, such as that it refers to something undefined
   */
  record Done(Optional<String> note) implements Outcome {}

  /** It does not compile. */
  record Rejected(List<Problem> problems) implements Outcome {}

  /**
   * It threw.
   *
   * @param snippet in which snippet, by its number
   * @param line on which of its lines, from 1; 0 if that is not known
   */
  record Failed(Throwable cause, String snippet, int line) implements Outcome {}

  /** It was asked to stop, and did. */
  record Stopped() implements Outcome {}

  /**
   * Why it does not compile.
   *
   * @param start position in the snippet
   * @param end where that ends
   */
  record Problem(String message, int start, int end) {}
}
