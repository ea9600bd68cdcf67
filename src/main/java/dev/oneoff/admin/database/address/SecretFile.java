package dev.oneoff.admin.database.address;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that holds one secret, as Docker and Kubernetes mount them. */
final class SecretFile {

  /** No address is this long; a larger file was not meant. */
  private static final long LONGEST = 64 * 1024;

  private SecretFile() {}

  /**
   * Its content, without surrounding whitespace.
   *
   * @param setting that names the file, for messages
   */
  static String read(String setting, String file) {
    // It would be shown as the name of a missing file.
    if (file.contains("@") || file.matches("(?i).*(://|password *=).*")) {
      throw unusable(setting, "it must be the name of a file that contains the address");
    }
    try {
      Path path = Path.of(file);
      if (!Files.exists(path)) {
        throw unusable(setting, "there is no file " + file);
      }
      // Settings are read more than once, and a pipe cannot be.
      if (!Files.isRegularFile(path)) {
        throw unusable(setting, file + " is not a file");
      }
      if (Files.size(path) > LONGEST) {
        throw unusable(setting, file + " is too long to be an address");
      }
      String text = Files.readString(path).replaceFirst("^\uFEFF", "").strip();
      if (text.isEmpty()) {
        throw unusable(setting, file + " is empty");
      }
      return text;
    } catch (AccessDeniedException e) {
      throw unusable(setting, file + " may not be read by this user");
    } catch (CharacterCodingException e) {
      throw unusable(setting, file + " is not text in UTF-8");
    } catch (InvalidPathException | IOException e) {
      throw unusable(setting, file + " cannot be read");
    }
  }

  private static AdminException unusable(String setting, String why) {
    return AdminException.configuration(setting + " cannot be used: " + why + ".");
  }
}
