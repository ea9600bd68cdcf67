package dev.oneoff.admin.job.manifest;

import java.util.List;
import java.util.Locale;

/** Names that Kubernetes takes for a Job and its pods. */
final class JobNames {

  // Of 63 characters, the API adds six, an index up to four, and a CronJob eleven.
  private static final int LONGEST = 46;

  private JobNames() {}

  /** {@code orders-fix-round-prices}: the workload and the command's words before any option. */
  static String of(String workload, List<String> command) {
    String words =
        String.join(
            "-",
            command.stream()
                .takeWhile(word -> word.matches("[A-Za-z][A-Za-z0-9-]*"))
                .limit(2)
                .toList());
    return fit(workload + "-" + words);
  }

  /** The same name as Kubernetes wants it. */
  static String fit(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("-+$", "");
    return cut.isEmpty() ? "job" : cut;
  }
}
