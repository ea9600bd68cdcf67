package dev.oneoff.admin.shell.source;

import java.util.stream.Collectors;

/**
 * The source of a declaration.
 *
 * @param place where it is
 * @param text including its Javadoc
 * @param javadoc the text of the Javadoc, without its asterisks; empty if there is none
 */
public record Source(String place, String text, String javadoc) {

  /** The text of the Javadoc, without its markup. */
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
