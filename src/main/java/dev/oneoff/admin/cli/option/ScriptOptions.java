package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.Console;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a console's text comes from: {@code -c}, a file, stdin, or a person at the terminal. */
public final class ScriptOptions {

  // Editors on Windows put it at the start of a file.
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Option(
      names = "-c",
      paramLabel = "CODE",
      description = "Runs this, instead of a file or standard input.")
  private @Nullable String code;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Runs this file; '-' is standard input, which is the default in a pipe.")
  private @Nullable String file;

  /** Whether the command line says what to run. */
  public boolean given() {
    return code != null || file != null;
  }

  /** Whether a person types it. */
  public boolean typed(Console console) {
    return !given() && console.interactive();
  }

  /**
   * Refuses more than one source.
   *
   * @throws AdminException {@code USAGE}
   */
  public void check() {
    if (code != null && file != null) {
      throw AdminException.usage("Give what to run with -c or in a file, not both.");
    }
  }

  /**
   * The text.
   *
   * @throws AdminException {@code USAGE} if a file cannot be read
   */
  public String read(Console console) {
    check();
    if (code != null) {
      return code;
    }
    String text = file == null || file.equals("-") ? console.readAll() : content(file);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static String content(String name) {
    Path script = ProcessText.file(name);
    if (Files.isDirectory(script)) {
      throw AdminException.usage(name + " is a directory. Name a file in it.");
    }
    try {
      return Files.readString(script);
    } catch (CharacterCodingException e) {
      throw AdminException.usage("The file " + name + " is not in UTF-8.");
    } catch (IOException e) {
      throw AdminException.usage(
          "The file " + name + " cannot be read. Check its name and rights.");
    }
  }
}
