package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.AdminException;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service that does not start, because an extension finds its settings incomplete. */
final class UnfitStart {

  /** What follows in the message is advice on how to write beans. */
  private static final Pattern REASON = Pattern.compile("(?m)^Reason: (.+)$");

  private UnfitStart() {}

  /** What to report instead of the failure. */
  static Optional<AdminException> explain(Throwable failure) {
    Optional<String> why = Optional.empty();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InactiveBeanException || cause instanceof ConfigurationException) {
        // The innermost knows most.
        why = Optional.of(sentence(String.valueOf(cause.getMessage())));
      }
    }
    return why.map(
        sentence ->
            AdminException.configuration("The service does not start: " + sentence, failure));
  }

  private static String sentence(String message) {
    Matcher reason = REASON.matcher(message);
    return reason.find() ? reason.group(1).strip() : message.lines().findFirst().orElse("").strip();
  }
}
