package dev.oneoff.admin.shell;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.terminal.LineEditor;
import dev.oneoff.admin.ledger.Transcript;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;

/** The prompt's own words, which are no Java: {@code :help} and the others. */
final class ShellWords {

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
          ":save",
          ":quit");

  private static final Pattern WRITE = Pattern.compile("(\\d+)([smh])\\s+(\\S.*)");
  private static final Pattern QUOTES = Pattern.compile("^\"(.*)\"$");

  private static final String HELP =
      """
      Java, with the service's entities and beans. Tab completes, Ctrl-C stops, Ctrl-D leaves.
        bean(Type.class)       a bean by its type              :beans  those by name
        tx(() -> …)            a transaction                   :models the entities
        sql("…", values…)      one statement of SQL            :sql …  the same, without quotes
        page(query, 2)         one page     more()  the next   print(value)
        :write 10m "reason"    opens writing, which closes by itself; :read-only closes it
        :vars  :imports  :history  :save FILE  :quit""";

  private final ShellSession session;
  private final Console console;
  private final LineEditor editor;

  ShellWords(ShellSession session, Console console, LineEditor editor) {
    this.session = session;
    this.console = console;
    this.editor = editor;
  }

  static boolean leaves(String typed) {
    return List.of(":quit", ":exit", ":q").contains(typed.strip());
  }

  /**
   * Does what a word says.
   *
   * @throws AdminException {@code USAGE} where there is no such word, or it wants something else
   */
  void run(String line) {
    String word = line.split("\\s", 2)[0];
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
      case ":write" -> write(argument);
      case ":read-only" -> readOnly();
      case ":save" -> save(argument);
      default -> throw AdminException.usage("There is no " + word + "; :help lists what there is.");
    }
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

  private void write(String argument) {
    Matcher asked = WRITE.matcher(argument);
    if (!asked.matches()) {
      throw AdminException.usage("Say for how long and why, as in :write 10m \"ticket 7\".");
    }
    Duration time =
        switch (asked.group(2)) {
          case "s" -> Duration.ofSeconds(Long.parseLong(asked.group(1)));
          case "m" -> Duration.ofMinutes(Long.parseLong(asked.group(1)));
          default -> Duration.ofHours(Long.parseLong(asked.group(1)));
        };
    String reason = QUOTES.matcher(asked.group(3)).replaceFirst("$1");
    record(":write " + argument, () -> session.window().open(time, reason));
    console.say("Writing is open for " + asked.group(1) + asked.group(2) + ": " + reason + ".");
  }

  private void readOnly() {
    record(":read-only", session.window()::close);
    console.say("This shell reads.");
  }

  private void record(String text, Runnable change) {
    Transcript.Entry entry =
        console.transcript().begin(Transcript.Kind.PROMPT, text, session.window().reason());
    try {
      change.run();
      entry.done(OptionalLong.empty());
    } catch (AdminException e) {
      entry.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void save(String file) {
    if (file.isEmpty()) {
      throw AdminException.usage("Name a file, as in :save fix.jsh.");
    }
    try {
      Files.write(Path.of(file), session.ran(), StandardOpenOption.CREATE_NEW);
      console.say("What ran here is in " + file + "; 'shell " + file + "' runs it again.");
    } catch (FileAlreadyExistsException e) {
      throw AdminException.refused(file + " exists already.");
    } catch (IOException e) {
      throw AdminException.failed(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
