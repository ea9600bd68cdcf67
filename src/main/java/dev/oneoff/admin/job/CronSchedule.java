package dev.oneoff.admin.job;

import dev.oneoff.admin.AdminException;

/** A schedule as Kubernetes takes it. */
final class CronSchedule {

  private CronSchedule() {}

  /**
   * The same text, if it has the form of one; the API knows the rest.
   *
   * @throws AdminException {@code USAGE} if it has not
   */
  static String checked(String text) {
    String schedule = text.strip();
    boolean known =
        schedule.matches("@(yearly|annually|monthly|weekly|daily|midnight|hourly|every .+)");
    if (!known && !schedule.matches("([0-9A-Za-z*?,/-]+\\s+){4}[0-9A-Za-z*?,/-]+")) {
      throw AdminException.usage(
          "'" + text + "' is not a schedule of five fields such as '0 3 * * *'.");
    }
    return schedule;
  }
}
