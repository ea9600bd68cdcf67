package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Problems with the encoding of a changelog's files. */
final class ChangelogEncoding {

  private final ChangelogReading reading;
  private final ChangelogFiles files;

  ChangelogEncoding(ChangelogReading reading, ChangelogFiles files) {
    this.reading = reading;
    this.files = files;
  }

  List<ChangelogFinding> find() throws IOException {
    List<ChangelogFinding> found = new ArrayList<>();
    for (String path : reading.resources().files()) {
      ChangelogText text = files.text(path).orElse(null);
      if (text != null) {
        find(text, found);
      }
    }
    return found;
  }

  private static void find(ChangelogText text, List<ChangelogFinding> found) {
    text.spoilt().ifPresent(line -> found.add(at(text, line, text.ofSpoilt())));
    if (text.startsWithMark()) {
      found.add(
          at(
              text,
              1,
              Finding.warning(
                  "The file begins with a byte order mark, which other tools take for text.",
                  "Save it as UTF-8 without one.")));
    }
    int replaced = text.spoilt().isPresent() ? 0 : text.lineWith("\uFFFD", 1);
    if (replaced > 0 && text.lines().get(replaced - 1).contains("\uFFFD")) {
      found.add(
          at(
              text,
              replaced,
              Finding.warning("U+FFFD is in place of a lost character.", "Write what was meant.")));
    }
    if (!text.formatted()
        && text.hasHeaders()
        && text.path().toLowerCase(Locale.ROOT).endsWith(".sql")) {
      found.add(
          at(
              text,
              1,
              Finding.error(
                  "Its first line is not '--liquibase formatted sql', so Liquibase takes its"
                      + " changesets for comments and the whole file for one changeset.",
                  "Make that its first line.")));
    }
  }

  private static ChangelogFinding at(ChangelogText text, int line, Finding finding) {
    return new ChangelogFinding("", text.path(), line, "", "", finding);
  }
}
