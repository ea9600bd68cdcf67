package dev.oneoff.admin.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The script beside the jar, which starts it from a cache of its classes. */
final class Launcher {

  private Launcher() {}

  /**
   * Writes it: {@code app} for {@code app.jar}.
   *
   * @param build the jar's build, of which a cache must be
   */
  static void write(Path jar, String build) throws IOException {
    Path script = jar.resolveSibling(jar.getFileName().toString().replaceFirst("[.]jar$", ""));
    try (InputStream template =
        Objects.requireNonNull(Launcher.class.getResourceAsStream("launcher.sh"))) {
      String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(script, text.replace("BUILD", build));
    }
    if (!script.toFile().setExecutable(true, false)) {
      throw new IOException(script + " cannot be made executable.");
    }
  }
}
