package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Finding;
import dev.oneoff.admin.database.statement.SqlToken;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A changelog file as it is written, line by line. */
final class ChangelogText {

  private static final Pattern FORMATTED =
      Pattern.compile("^\\s*--\\s*liquibase\\s*formatted.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern HEADER =
      Pattern.compile(
          "\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+).*",
          Pattern.CASE_INSENSITIVE);
  // What Liquibase removes from a formatted file, wherever it is.
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "\\s*--\\s*(?:changeset\\s.*|rollback\\s.*|property\\s.*:.*|preconditions.*|precondition-.*"
              + "|liquibase\\s*formatted.*)|--\\s*(?:comments?:?\\s.*|validchecksum.*|ignorelines:.*"
              + "|ignore:.*)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IGNORED =
      Pattern.compile("--\\s*ignorelines:(\\w+)", Pattern.CASE_INSENSITIVE);
  // In a comment it can also be an ordinary word.
  private static final Pattern COMMENT =
      Pattern.compile("--\\s*comment:?\\s.*", Pattern.CASE_INSENSITIVE);

  private final String path;
  private final byte[] bytes;
  private final ChangelogCharset read;
  private final List<String> lines;
  private final List<String> looked;
  private final boolean formatted;
  private final List<Owner> owners = new ArrayList<>();

  /**
   * A file.
   *
   * @param said its encoding, by the change that names it
   */
  ChangelogText(String path, byte[] bytes, Optional<Charset> said) {
    this.path = path;
    this.bytes = bytes;
    this.read = ChangelogCharset.of(path, bytes, said);
    String text = new String(bytes, read.mark(), bytes.length - read.mark(), read.charset());
    this.lines = List.of(text.split("\r\n|\r|\n", -1));
    this.looked = withoutIgnored();
    this.formatted =
        path.toLowerCase(Locale.ROOT).endsWith(".sql")
            && lines.stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> FORMATTED.matcher(line).matches())
                .isPresent();
    Owner owner = Owner.NONE;
    for (String line : looked) {
      Matcher header = HEADER.matcher(line);
      owner =
          formatted && header.matches()
              ? new Owner(bare(header.group(1)), bare(header.group(2)))
              : owner;
      owners.add(owner);
    }
  }

  String path() {
    return path;
  }

  List<String> lines() {
    return lines;
  }

  boolean startsWithMark() {
    return read.mark() > 0;
  }

  /** The line of the first byte that is invalid in the file's encoding. */
  Optional<Integer> spoilt() {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    var decoder = read.charset().newDecoder();
    try {
      decoder.decode(in);
      return Optional.empty();
    } catch (CharacterCodingException e) {
      String whole = new String(bytes, 0, in.position(), read.charset());
      return Optional.of(lineOf(whole, whole.length()));
    }
  }

  Finding ofSpoilt() {
    return Finding.error(
        "The file is not " + read.charset().name() + ", so its text would be stored with U+FFFD.",
        "Save it as UTF-8.");
  }

  /** Whether it is SQL with Liquibase's directives; without its first line they are comments. */
  boolean formatted() {
    return formatted;
  }

  boolean hasHeaders() {
    return lines.stream().anyMatch(line -> HEADER.matcher(line).matches());
  }

  /** The changeset that a line belongs to. */
  record Owner(String author, String id) {
    static final Owner NONE = new Owner("", "");
  }

  /** A directive where PostgreSQL reads a string, or a person a comment. */
  record Misplaced(int line, String directive, Owner owner, boolean comment) {}

  List<Misplaced> misplaced() {
    List<Misplaced> found = new ArrayList<>();
    if (!formatted()) {
      return found;
    }
    for (int begin = 0; begin < lines.size(); ) {
      int end = begin + 1;
      while (end < lines.size() && !HEADER.matcher(looked.get(end)).matches()) {
        end++;
      }
      misplaced(begin, end, found);
      begin = end;
    }
    return found;
  }

  // Each changeset by itself: the quotes of another database's dialect may be unbalanced to
  // PostgreSQL.
  private void misplaced(int begin, int end, List<Misplaced> found) {
    String text = String.join("\n", looked.subList(begin, end));
    for (SqlToken token : SqlToken.of(text).toList()) {
      boolean comment = token.text().startsWith("/*");
      if (token.kind() == SqlToken.Kind.WORD
          || token.kind() == SqlToken.Kind.SIGN
          || token.text().startsWith("--")
          || (comment && token.text().substring(2).strip().startsWith("liquibase"))) {
        continue;
      }
      int first = begin + lineOf(text, token.at());
      // What is unterminated continues into the next one's header.
      int last = token.open() ? end + 1 : begin + lineOf(text, token.end() - 1);
      for (int line = first + 1; line <= Math.min(last, lines.size()); line++) {
        String written = looked.get(line - 1);
        if (DIRECTIVE.matcher(written).matches()
            && !(comment && COMMENT.matcher(written).matches())) {
          found.add(new Misplaced(line, written.strip(), owner(first), comment));
        }
      }
    }
  }

  private List<String> withoutIgnored() {
    List<String> left = new ArrayList<>();
    boolean started = false;
    long count = 0;
    for (String line : lines) {
      Matcher mark = IGNORED.matcher(line);
      boolean ignored = started || count > 0;
      count = Math.max(count - 1, 0);
      if (mark.matches() && (started || !ignored)) {
        String what = mark.group(1);
        started = what.equals("start") || (started && !what.equals("end"));
        count = what.matches("\\d{1,9}") && !started ? Long.parseLong(what) : 0;
        ignored = true;
      }
      left.add(ignored ? "" : line);
    }
    return left;
  }

  static int lineOf(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** The changeset with the nearest header above. */
  Owner owner(int line) {
    return owners.get(Math.min(line, owners.size()) - 1);
  }

  private static String bare(String quoted) {
    return quoted.strip().replaceAll("^\"|\"$", "");
  }

  /**
   * The first line, from the given one on, that contains these words; the given one if none does.
   */
  int lineWith(String words, int from) {
    for (int i = Math.max(from, 1) - 1; i < lines.size(); i++) {
      if (lines.get(i).contains(words)) {
        return i + 1;
      }
    }
    return from;
  }

  /** The line of a changeset's header; 0 if it is not found. */
  int lineOf(Owner owner) {
    if (owners.contains(owner)) {
      return owners.indexOf(owner) + 1;
    }
    Pattern id =
        Pattern.compile(
            "\\bid\\b[\"']?\\s*[:=]\\s*[\"']?" + Pattern.quote(owner.id()) + "[\"']?(?!\\w)");
    for (int i = 0; i < lines.size(); i++) {
      if (id.matcher(lines.get(i)).find()) {
        return i + 1;
      }
    }
    return 0;
  }
}
