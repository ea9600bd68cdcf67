package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.Suggestion;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.terminal.EditingMode;
import dev.oneoff.admin.cli.terminal.FormatAndFile;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.cli.terminal.Pager;
import dev.oneoff.admin.cli.terminal.WriteWords;
import dev.oneoff.admin.shell.prompt.Signatures;
import dev.oneoff.admin.shell.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;

/** Executes the prompt's own words. */
final class ShellWords {

  private static final String HELP =
      """
      Java, with the service's entities and beans. Tab completes, Ctrl-C stops, exit or Ctrl-D leaves.
        bean(Type.class)       a bean by its type              :beans  those by name
        tx(() -> …)            a transaction                   :models the entities
        sql("…", values…)      one statement of SQL            :sql …  the same, without quotes
        http.get("/path")      an endpoint's answer; post, put, patch and delete take a body too
        page(query, 2)         one page     more()  the next   print(value)
        :write 10m "reason"    allows writes for that long; :read-only ends it early
        :undo                  undoes the last write, if its rows are still as it left them
        _                      the last value                  ?name   what a class or method takes
        ??name                 its source, where it is
        name( and Tab          what it takes                   Tab again: what could follow
        :time  on or off       how long each snippet took      :sqllog on or off, each statement sent
        :edit                  what ran last, or the line with Ctrl-X Ctrl-E, in $EDITOR
        :set vi  or emacs      edits lines with its keys       ~/.inputrc sets it permanently
        :explain               PostgreSQL's plan of the last query, or of :explain select …
        :as json > FILE        the last value or rows, all of them: table, csv, json, jsonl, markdown
        :vars  :imports  :history  :save FILE  clear  exit\
      """;

  private final ShellSession session;
  private final Console console;
  private final LineEditor editor;
  private final WriteWords window;
  private boolean timing;

  ShellWords(ShellSession session, Console console, LineEditor editor, WriteWords window) {
    this.session = session;
    this.console = console;
    this.editor = editor;
    this.window = window;
  }

  static boolean leaves(String typed) {
    return ShellWord.named(bare(typed)).filter(ShellWord.QUIT::equals).isPresent();
  }

  /**
   * Executes a word that is also a valid name in Java, and returns whether it did: not if that name
   * is declared.
   */
  boolean takes(String typed) {
    String bare = bare(typed);
    boolean declared =
        session
            .engine()
            .jshell()
            .snippets()
            .anyMatch(
                each -> each instanceof DeclarationSnippet known && known.name().equals(bare));
    Optional<ShellWord> word = declared ? Optional.empty() : ShellWord.named(bare);
    if (word.equals(Optional.of(ShellWord.CLEAR))) {
      editor.clear();
      return true;
    }
    if (word.equals(Optional.of(ShellWord.HELP))) {
      console.showRows(HELP);
      return true;
    }
    return false;
  }

  /** The prompt's word that was perhaps meant by a text that is not Java. */
  static Optional<String> meantBy(String typed) {
    Map<String, String> words = new HashMap<>();
    ShellWord.listed().forEach(word -> words.put(word.substring(1), word));
    ShellWord.QUIT.plain().forEach(word -> words.put(word, word));
    ShellWord.CLEAR.plain().forEach(word -> words.put(word, word));
    return Suggestion.of(bare(typed), words.keySet()).map(words::get);
  }

  private static String bare(String typed) {
    return typed.replaceAll("(?m)^\\s*//.*$", "").strip().replaceFirst("(\\(\\))?;?$", "");
  }

  /** What a line for the prompt itself starts with. */
  static String word(String line) {
    return line.split("\\s", 2)[0];
  }

  /**
   * Executes a word.
   *
   * @throws AdminException {@code USAGE} if there is no such word, or its arguments are wrong
   */
  void run(String line) {
    if (line.startsWith("??")) {
      source(line.replaceFirst("^\\?+\\s*", ""));
      return;
    }
    if (line.startsWith("?")) {
      describe(line.substring(1).strip());
      return;
    }
    String word = word(line);
    String argument = line.substring(word.length()).strip();
    JShell jshell = session.engine().jshell();
    switch (ShellWord.named(word).orElseThrow(() -> unknownWord(word))) {
      case HELP -> console.showRows(HELP);
      case BEANS -> beans();
      case MODELS -> models();
      case VARS -> jshell.variables().forEach(v -> console.showRows(v.typeName() + " " + v.name()));
      case IMPORTS -> jshell.imports().forEach(i -> console.showRows(i.source().strip()));
      case HISTORY -> editor.showHistory();
      case SQL -> session.runSql(argument);
      case WRITE -> window.write(argument);
      case READ_ONLY -> window.readOnly();
      case UNDO -> session.undo();
      case EXPLAIN -> session.explain(argument);
      case AS -> as(FormatAndFile.of(argument));
      case SAVE -> save(argument);
      case TIME -> {
        timing = on(word, argument, !timing);
        console.say("Each snippet's time is " + shown(timing));
      }
      case SET -> editor.edit(EditingMode.named(argument));
      case SQLLOG -> {
        boolean logged = on(word, argument, true);
        session.log().turn(logged);
        console.say("Statements sent to PostgreSQL are " + shown(logged));
      }
      // The prompt itself takes these.
      case EDIT, QUIT, CLEAR -> throw unknownWord(word);
    }
  }

  private static AdminException unknownWord(String word) {
    String meant =
        word.equals(":read") ? ":read-only" : Suggestion.of(word, ShellWord.listed()).orElse("");
    return AdminException.usage(
        "There is no "
            + word
            + (meant.isEmpty() ? "; " : ". Did you mean " + meant + "? ")
            + ":help lists what there is.");
  }

  private void describe(String name) {
    List<String> lines = name.isBlank() ? List.of() : session.names().signatures().of(name);
    if (lines.isEmpty()) {
      throw unknown(name);
    }
    lines.forEach(console::showRows);
    if (lines.stream().noneMatch(each -> each.startsWith("    "))) {
      console.say("No Javadoc was found: there is none, or its source is not beside the jar.");
    }
  }

  private static AdminException unknown(String name) {
    return AdminException.usage(
        "Nothing is called '"
            + name
            + "' here; ask as in ?Customer or ?orders.changeStatus, and :beans lists beans.");
  }

  private void source(String name) {
    Signatures signatures = session.names().signatures();
    List<Source> sources = name.isBlank() ? List.of() : signatures.sources(name);
    if (sources.isEmpty()) {
      List<String> named = name.isBlank() ? List.of() : signatures.named(name);
      if (named.isEmpty()) {
        throw unknown(name);
      }
      throw AdminException.refused(
          "The source of "
              + String.join(", ", named)
              + " is not here: it is looked for in src/main/java, in the jar, in a -sources.jar"
              + " beside it and in the JDK's src.zip.");
    }
    sources.stream().map(Source::place).distinct().forEach(place -> console.say("// " + place));
    Optional<String> program = console.dataOnTerminal() ? Pager.program() : Optional.empty();
    try (Pager pager = new Pager(console.data(), editor.rows(), program)) {
      for (Source each : sources) {
        pager.write(each.text() + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether to report each snippet's time. */
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
        .names()
        .beans()
        .named()
        .forEach((name, named) -> rows.row(List.of(name, named.bean().getBeanClass().getName())));
    rows.end();
    console.say(
        "A bean that nothing injects is not in the jar: Quarkus removes it, and @Unremovable keeps"
            + " it.");
  }

  private void models() {
    RowPrinter rows = console.rows(Format.TABLE, List.of("name", "type"));
    session
        .names()
        .entities()
        .byName()
        .forEach((name, type) -> rows.row(List.of(name, type.getName())));
    rows.end();
  }

  private void as(FormatAndFile asked) {
    session.again(asked);
    asked.file().ifPresent(file -> console.say("Written to " + file + "."));
  }

  private void save(String file) {
    if (file.isEmpty()) {
      throw AdminException.usage("Name a file, as in :save fix.jsh.");
    }
    AtomicFile.requireFolder(ProcessText.file(file));
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
