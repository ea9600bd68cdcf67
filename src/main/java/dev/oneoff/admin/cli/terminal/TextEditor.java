package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The user's chosen editor, for a text that is too long for a line. */
public final class TextEditor {

  private static final String USUAL = "vi";

  private TextEditor() {}

  /**
   * The text as it was saved, without the final newline that editors add.
   *
   * @throws AdminException {@code CONFIGURATION} if there is no such editor, {@code FAILED} if it
   *     exits with an error, as with vi's {@code :cq}
   */
  public static String edit(String text) {
    String editor = chosen();
    try {
      // Nobody else may read it: such files are created that way.
      Path file = Files.createTempFile("oneoff-", ".java");
      try {
        Files.writeString(file, text);
        // It may be a command with options: code --wait.
        int code =
            new ProcessBuilder(List.of("sh", "-c", editor + " \"$1\"", "sh", file.toString()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
          throw AdminException.failed(
              "'"
                  + editor
                  + "' ended with "
                  + code
                  + ", so the text is unchanged. Set $EDITOR to use another editor.",
              null);
        }
        return Files.readString(file).stripTrailing();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw AdminException.configuration("'" + editor + "' cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AdminException.interrupted("Stopped.");
    }
  }

  private static String chosen() {
    return Stream.of("VISUAL", "EDITOR")
        .map(System::getenv)
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .orElse(USUAL);
  }
}
