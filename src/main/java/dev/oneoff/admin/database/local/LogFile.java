package dev.oneoff.admin.database.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log, for the sentence that says what went wrong. */
final class LogFile {

  private static final int LINES = 8;
  private static final int BYTES = 4096;

  private LogFile() {}

  static String quote(Path log) {
    String end = lastLines(log);
    return end.isEmpty()
        ? "Its log " + log + " is empty."
        : "Its log " + log + " ends with:\n  " + end;
  }

  static String lastLines(Path log) {
    if (!Files.isReadable(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(BYTES, file.length())];
      file.seek(file.length() - end.length);
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LINES))
          .collect(Collectors.joining("\n  "));
    } catch (IOException e) {
      return "(it cannot be read: " + e.getMessage() + ")";
    }
  }
}
