package dev.oneoff.admin.shell.source;

import java.util.stream.Collectors;

/**
 * How something is declared.
 *
 * @param place where that stands
 * @param text with its Javadoc
 * @param javadoc what the Javadoc says, without its stars; empty where there is none
 */
public record Source(String place, String text, String javadoc) {

  /** What Javadoc says, without its marks. */
  public static String plain(String javadoc) {
    return javadoc
        .lines()
        .map(String::strip)
        .collect(Collectors.joining("\n"))
        .replaceAll("\\{@\\w+\\s+([^}]*)}", "$1")
        .replaceAll("</?[a-z][^>]*>", "")
        .strip();
  }
}
