package dev.oneoff.admin.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;

/** What a console gets of keys that are pressed, in the process of a test. */
public final class TypedKeys {

  private TypedKeys() {}

  /** An editor whose keys are pressed already. */
  public static LineEditor editor(LineEditor.Language language, String keys) throws Exception {
    return editor(language, keys, new ByteArrayOutputStream());
  }

  /** The same, and where what it shows is seen. */
  public static LineEditor editor(LineEditor.Language language, String keys, OutputStream screen)
      throws Exception {
    return editor("xterm", language, keys, screen);
  }

  /** The same of a terminal of another type. */
  static LineEditor editor(
      String type, LineEditor.Language language, String keys, OutputStream screen)
      throws Exception {
    return LineEditor.on(
        new DumbTerminal(
            "test", type, new ByteArrayInputStream(keys.getBytes(UTF_8)), screen, UTF_8),
        language,
        Optional.empty(),
        true);
  }

  /** Each line that is read until there are no more keys. */
  public static List<String> read(LineEditor.Language language, String keys) throws Exception {
    List<String> lines = new ArrayList<>();
    try (LineEditor editor = editor(language, keys)) {
      Optional<String> line = editor.read(new AttributedString("> "));
      while (line.isPresent()) {
        lines.add(line.get());
        line = editor.read(new AttributedString("> "));
      }
    }
    return lines;
  }

  /** As a terminal sends what is pasted. */
  public static String pasted(String text) {
    return "\u001b[200~" + text + "\u001b[201~\r";
  }
}
