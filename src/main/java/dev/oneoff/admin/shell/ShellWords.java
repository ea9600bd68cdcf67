package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.terminal.EditingMode;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.WriteWords;
import dev.oneoff.admin.shell.prompt.Signatures;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;

/** The prompt's own words, which are no Java: {@code :help} and the others. */
final class ShellWords {

  private static final Set<String> LEAVING = Set.of(":quit", ":exit", ":q", "exit", "quit");

  static final List<String> ALL =
      List.of(
          ":help",
          ":beans",
          ":models",
          ":vars",
          ":imports",
          ":history",
          ":sql",
          ":write",
          ":read-only",
          ":undo",
          ":save",
          ":edit",
          ":time",
          ":sqllog",
          ":quit");

  private static final String HELP =
      """
          ":set",
      Java, with the service's entities and beans. Tab completes, Ctrl-C stops, exit or Ctrl-D leaves.
        bean(Type.class)       a bean by its type              :beans  those by name
        tx(() -> …)            a transaction                   :models the entities
        sql("…", values…)      one statement of SQL            :sql …  the same, without quotes
        page(query, 2)         one page     more()  the next   print(value)
        :write 10m "reason"    opens writing, which closes by itself; :read-only closes it
        :undo                  takes the last write back, where its rows are still as it left them
        _                      the last value                  ?name   what a class or method takes
        :time  on or off       how long each snippet took      :sqllog on or off, each statement sent
        :edit                  what ran last, or the line with Ctrl-X Ctrl-E, in $EDITOR
        :vars  :imports  :history  :save FILE  exit""";

  private final ShellSession session;
  private final Console console;
  private final LineEditor editor;
        :set vi  or emacs      by whose keys lines are edited
  private final WriteWords window;
  private boolean timing;

  ShellWords(ShellSession session, Console console, LineEditor editor, WriteWords window) {
    this.session = session;
    this.console = console;
    this.editor = editor;
    this.window = window;
  }

  static boolean leaves(String typed) {
    String bare = typed.replaceAll("(?m)^\\s*//.*$", "").strip();
    return LEAVING.contains(bare.replaceFirst("(\\(\\))?;?$", ""));
  }

  /** What a line of the prompt's own begins with. */
  static String word(String line) {
    return line.split("\\s", 2)[0];
  }

  /**
   * Does what a word says.
   *
   * @throws AdminException {@code USAGE} where there is no such word, or it wants something else
   */
  void run(String line) {
    if (line.startsWith("?")) {
      describe(line.replaceFirst("^\\?+\\s*", ""));
      return;
    }
    String word = word(line);
    String argument = line.substring(word.length()).strip();
    JShell jshell = session.engine().jshell();
    switch (word) {
      case ":help" -> console.say(HELP);
      case ":beans" -> beans();
      case ":models" -> models();
      case ":vars" -> jshell.variables().forEach(v -> console.say(v.typeName() + " " + v.name()));
      case ":imports" -> jshell.imports().forEach(i -> console.say(i.source().strip()));
      case ":history" -> editor.history().forEach(console::say);
      case ":sql" -> session.runSql(argument);
      case ":write" -> window.write(argument);
      case ":read-only" -> window.readOnly();
      case ":undo" -> session.undo();
      case ":save" -> save(argument);
      case ":time" -> {
        timing = on(word, argument, !timing);
        console.say("Each snippet's time is " + shown(timing));
      }
      case ":sqllog" -> {
        boolean logged = on(word, argument, true);
        session.log().turn(logged);
        console.say("Statements sent to PostgreSQL are " + shown(logged));
      }
      default -> throw AdminException.usage("There is no " + word + "; :help lists what there is.");
    }
  }

      case ":set" -> editor.edit(EditingMode.named(argument));
  private void describe(String name) {
    List<String> lines = name.isBlank() ? List.of() : Signatures.of(session.engine(), name);
    if (lines.isEmpty()) {
      throw AdminException.usage(
          "Nothing is called '"
              + name
              + "' here; ask as in ?Customer or ?orders.changeStatus, and :beans lists beans.");
    }
    lines.forEach(console::say);
    if (lines.stream().noneMatch(each -> each.startsWith("    "))) {
      console.say("There is no Javadoc: the sources are not in the jar.");
    }
  }

  /** Whether each snippet's time is to be said. */
  boolean timing() {
    return timing;
  }

  private static boolean on(String word, String argument, boolean otherwise) {
    return switch (argument) {
      case "" -> otherwise;
      case "on" -> true;
      case "off" -> false;
      default -> throw AdminException.usage("Say on or off, as in " + word + " on.");
    };
  }

  private static String shown(boolean on) {
    return on ? "shown from now on." : "no longer shown.";
  }

  private void beans() {
    RowPrinter rows = console.rows(Format.TABLE, List.of("name", "type"));
    session
        .beans()
        .named()
        .forEach((name, named) -> rows.row(List.of(name, named.bean().getBeanClass().getName())));
    rows.end();
    console.say(
        "A bean that nothing injects is not in the jar: Quarkus removes it, and @Unremovable keeps it.");
  }

  private void models() {
    RowPrinter rows = console.rows(Format.TABLE, List.of("name", "type"));
    session.entities().byName().forEach((name, type) -> rows.row(List.of(name, type.getName())));
    rows.end();
  }

  private void save(String file) {
    if (file.isEmpty()) {
      throw AdminException.usage("Name a file, as in :save fix.jsh.");
    }
    try {
      Files.write(ProcessText.file(file), session.ran(), StandardOpenOption.CREATE_NEW);
      console.say("What ran here is in " + file + "; 'shell " + file + "' runs it again.");
    } catch (FileAlreadyExistsException e) {
      throw AdminException.refused(file + " exists already.");
    } catch (IOException e) {
      throw AdminException.failed(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
