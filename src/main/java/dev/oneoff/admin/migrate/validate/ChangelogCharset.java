package dev.oneoff.admin.migrate.validate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Liquibase decodes the bytes of a file: by its byte order mark, by what XML or a change
 * declares, and otherwise as UTF-8.
 *
 * @param mark the length of the byte order mark
 */
record ChangelogCharset(Charset charset, int mark) {

  private static final Pattern DECLARED =
      Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final int DECLARATION = 200;

  private record Mark(Charset charset, String bytes) {}

  // The one of UTF-32 begins with that of UTF-16.
  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, "\u00EF\u00BB\u00BF"),
          new Mark(Charset.forName("UTF-32LE"), "\u00FF\u00FE\0\0"),
          new Mark(Charset.forName("UTF-32BE"), "\0\0\u00FE\u00FF"),
          new Mark(StandardCharsets.UTF_16LE, "\u00FF\u00FE"),
          new Mark(StandardCharsets.UTF_16BE, "\u00FE\u00FF"));

  /**
   * The one of a file.
   *
   * @param said by the change that names it; empty if none does
   */
  static ChangelogCharset of(String path, byte[] bytes, Optional<Charset> said) {
    String head =
        new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
    for (Mark mark : MARKS) {
      if (head.startsWith(mark.bytes())) {
        return new ChangelogCharset(said.orElse(mark.charset()), mark.bytes().length());
      }
    }
    Matcher declared = DECLARED.matcher(head);
    boolean xml = path.toLowerCase(Locale.ROOT).endsWith(".xml");
    return new ChangelogCharset(
        said.or(() -> xml && declared.lookingAt() ? named(declared.group(1)) : Optional.empty())
            .orElse(StandardCharsets.UTF_8),
        0);
  }

  /** Empty if Java does not know the name; Liquibase reports that then. */
  static Optional<Charset> named(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
