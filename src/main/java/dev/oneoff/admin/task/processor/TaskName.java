package dev.oneoff.admin.task.processor;

import java.util.Locale;

/** What a task is called on the command line: the build checks it, the command line uses it. */
public final class TaskName {

  private TaskName() {}

  /** {@code BackfillSlugs} is {@code backfill-slugs}, {@code PurgeGDPRData} is purge-gdpr-data. */
  public static String of(String simpleClassName) {
    return simpleClassName
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }
}
