package dev.oneoff.admin.task.processor;

import java.util.Locale;

/** A task's name on the command line: checked by the build, used by the command line. */
public final class TaskName {

  private TaskName() {}

  /**
   * {@code BackfillSlugs} becomes {@code backfill-slugs}, {@code PurgeGDPRData} becomes
   * purge-gdpr-data.
   */
  public static String of(String simpleClassName) {
    return simpleClassName
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }
}
