package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.it.CutWire.Message;
import dev.oneoff.it.CutWire.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Ends a command at one of its messages to PostgreSQL, runs it again, and expects the database to
 * be as an undisturbed run leaves it. Immutable: each setting returns a new one.
 *
 * <p>{@code verify} tries a few messages, and always those of {@link #always}. {@code -Pstorms}
 * sets {@code oneoff.killpoints} to {@code states}: each message after which the database is in
 * another state, because a writing transaction has begun or ended. A process that is killed at any
 * other message leaves what it would leave at the one before. {@code all} is every message:
 * thousands, with two starts of the jar each.
 *
 * @param template the database that each trial begins with; nobody may be connected to it
 * @param window the messages that every run of the tests tries
 * @param sample how many others are tried beside them
 * @param ignored what may differ in the end, as {@link DatabaseState} takes it
 * @param check more that must hold in the end
 */
record KillPoints(
    App app,
    JarPostgres.Database template,
    List<String> command,
    Predicate<Message> window,
    int sample,
    List<String> ignored,
    Check check) {

  /** How a process is stopped. */
  enum Way {
    /** {@code kill -9}. */
    KILL,
    /** Its connections break; it lives on and ends by itself. */
    CUT
  }

  /** What must hold in a database in the end, whatever happened on the way. */
  interface Check {
    void in(JarPostgres.Database database) throws Exception;
  }

  /**
   * What came of it.
   *
   * @param messages how many an undisturbed run sends
   */
  record Tally(String command, Way way, int messages, int tried, int survived, List<String> lost) {

    /** Wants that, and keeps the row of a table below {@code target}. */
    Tally allSurvived() throws IOException {
      String row =
          String.join(
              " | ",
              command,
              way.name(),
              messages + " messages",
              tried + " tried",
              survived + " survived\n");
      Files.writeString(
          Files.createDirectories(ForkDirectory.of("killpoints")).resolve("tally.txt"),
          row,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      assertThat(lost).as("%s, %s", command, way).isEmpty();
      assertThat(tried).as("points tried of %s", command).isPositive();
      return this;
    }
  }

  // Times differ, and the ledger has one more run, which its own tests are about.
  private static final List<String> ALWAYS_IGNORED =
      List.of(
          "admin_run(_.*)?",
          "admin_server",
          "(databasechangelog|admin_changelog)\\.(dateexecuted|deployment_id)",
          "admin_environment\\.stamped_at");

  static KillPoints of(App app, JarPostgres.Database template, String... command) {
    return new KillPoints(
        app, template, List.of(command), message -> false, 4, ALWAYS_IGNORED, database -> {});
  }

  /** Messages that {@code verify} tries too. */
  KillPoints always(Predicate<Message> such) {
    return new KillPoints(app, template, command, such, sample, ignored, check);
  }

  /** How many messages {@code verify} tries beside those, evenly spread. */
  KillPoints sampling(int so) {
    return new KillPoints(app, template, command, window, so, ignored, check);
  }

  KillPoints ignoring(String... more) {
    List<String> all = Stream.concat(ignored.stream(), Stream.of(more)).toList();
    return new KillPoints(app, template, command, window, sample, all, check);
  }

  KillPoints checking(Check more) {
    return new KillPoints(app, template, command, window, sample, ignored, more);
  }

  /**
   * A run that nobody disturbed.
   *
   * @param changes the messages behind which the database is in another state, where that was asked
   * @param state what it left
   */
  record Undisturbed(List<Message> messages, Set<Integer> changes, Map<String, String> state) {}

  Undisturbed undisturbed() throws Exception {
    JarPostgres.Database database = JarPostgres.copy(template);
    try (CutWire wire = CutWire.open();
        Snapshots snapshots = which().equals("states") ? Snapshots.of(database) : null) {
      if (snapshots != null) {
        wire.watching(snapshots);
      }
      through(wire, database).await().succeeds();
      check.in(database);
      return new Undisturbed(wire.messages(), wire.changes(), DatabaseState.of(database, ignored));
    } finally {
      JarPostgres.drop(database);
    }
  }

  /** One undisturbed run serves every way. */
  Tally run(Way way, Undisturbed undisturbed) throws Exception {
    List<Message> messages = undisturbed.messages();
    List<String> lost = new ArrayList<>();
    int tried = 0;
    for (int point : points(messages, undisturbed.changes())) {
      Message message = messages.get(point - 1);
      JarPostgres.Database database = JarPostgres.copy(template);
      try (CutWire wire = CutWire.open().stopAt(Side.AFTER, sent -> sent.number() == point)) {
        if (stop(way, wire, through(wire, database))) {
          tried++;
          again(database).succeeds();
          check.in(database);
          assertThat(DatabaseState.of(database, ignored)).isEqualTo(undisturbed.state());
        }
      } catch (AssertionError e) {
        lost.add(message + ": " + e.getMessage());
      }
      JarPostgres.drop(database);
    }
    return new Tally(
        String.join(" ", command), way, messages.size(), tried, tried - lost.size(), lost);
  }

  // A run may have sent less than the first one, a heartbeat for example.
  private static boolean stop(Way way, CutWire wire, JarRun run) {
    boolean stopped = wire.stopped(run);
    if (stopped && way == Way.KILL) {
      run.signal("KILL");
      run.await();
    }
    wire.cut();
    run.await();
    return stopped;
  }

  private TreeSet<Integer> points(List<Message> messages, Set<Integer> changes) {
    String which = which();
    TreeSet<Integer> points = new TreeSet<>(changes);
    messages.stream()
        .filter(which.equals("all") ? message -> true : window)
        .map(Message::number)
        .forEach(points::add);
    if (!which.equals("sample")) {
      return points;
    }
    for (int i = 1; i <= sample; i++) {
      points.add(1 + (messages.size() - 1) * i / (sample + 1));
    }
    return points;
  }

  private static String which() {
    return System.getProperty("oneoff.killpoints", "sample");
  }

  private JarRun through(CutWire wire, JarPostgres.Database database) {
    return app.on(database)
        .with("DATABASE_URL", wire.url(database))
        .start(command.toArray(String[]::new));
  }

  private JarRun again(JarPostgres.Database database) {
    return app.on(database).run(command.toArray(String[]::new));
  }
}
