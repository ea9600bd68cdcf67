package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Failures;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.LedgerConnection;
import dev.oneoff.admin.ledger.LedgerTranscript;
import dev.oneoff.admin.ledger.RunControl;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.ledger.Transcript;
import dev.oneoff.admin.ledger.Unrecorded;
import dev.oneoff.admin.ledger.log.RunLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes one command through the ledger: opens its run, logs it, keeps it alive, picks up requests,
 * compares the release, and ends it. If the ledger cannot be written, a read-only command says so
 * once and continues, and so does a command that may be the cure; anything else is refused. A
 * task's run may be carried by several processes, so whoever runs the task opens it, keeps it alive
 * and ends it; its log and everything else work the same way.
 */
public final class Recorder {

  private final Console console;
  private final Interruption interruption;
  private final Database database;
  private final RecordedWords words;
  private final Ledger ledger;
  private final LedgerConnection connection;
  private final long startedNanos = System.nanoTime();
  private final SaidLines said = new SaidLines();
  private final LastWords lastWords = new LastWords(this::endInterrupted);
  private boolean wanted;
  private boolean givenUp;
  private boolean ended;
  private boolean carries;
  private OptionalLong id = OptionalLong.empty();
  private @Nullable Lock life;
  private volatile Transcript transcript = Transcript.NONE;
  private volatile RunControl control;
  private volatile long processed;
  private OptionalLong former;

  public Recorder(
      Console console, Interruption interruption, Database database, RecordedWords words) {
    this(console, interruption, database, words, OptionalLong.empty());
  }

  /**
   * Takes a command through the ledger.
   *
   * @param former an unfinished run that this one resumes
   */
  public Recorder(
      Console console,
      Interruption interruption,
      Database database,
      RecordedWords words,
      OptionalLong former) {
    this.former = former;
    this.console = console;
    this.interruption = interruption;
    this.control = RunControl.unrecorded(interruption);
    this.database = database;
    this.words = words;
    this.ledger = new Ledger(database);
    this.connection = new LedgerConnection(database);
  }

  /** Does the work and records it. */
  public ExitCode record(Invocation.Body body) throws Exception {
    console.listen(said::add);
    lastWords.await(interruption);
    Invocation invocation = new RecordedInvocation();
    if (!words.onceItBegins()) {
      begin(true);
    }
    try {
      if (!words.onceItBegins()) {
        invocation.compareRelease();
      }
      ExitCode code = body.run(invocation);
      console.flush();
      end(code, said.last());
      return code;
    } catch (Throwable e) {
      String sentence = Failures.sentenceOf(e);
      if (!(e instanceof OutputClosed)) {
        said.add("error: " + sentence);
      }
      end(Failures.codeOf(e), sentence);
      throw e;
    }
  }

  /** What the command reports about its run, and learns of it. */
  private final class RecordedInvocation implements Invocation {

    @Override
    public Console console() {
      return console;
    }

    @Override
    public Interruption interruption() {
      return interruption;
    }

    @Override
    public Optional<String> reason() {
      return words.reason();
    }

    @Override
    public void begins() {
      begin(OptionalLong.empty());
      compareRelease();
    }

    @Override
    public void begins(long unfinished) {
      // If this is refused, the run can still be resumed.
      compareRelease();
      begin(OptionalLong.of(unfinished));
      closeUntilItsEnd();
    }

    @Override
    public void carries(long run) {
      carry(run);
    }

    @Override
    public void compareRelease() {
      compare();
    }

    @Override
    public RunControl control() {
      return control;
    }

    @Override
    public void processed(long items) {
      processed = items;
      control.progress(items, 0);
    }

    @Override
    public Transcript transcript() {
      return transcript;
    }
  }

  private synchronized void compare() {
    try {
      new SameRelease(database, connection).check(console, words.requireSameRelease());
    } finally {
      closeUntilItsEnd();
    }
  }

  private void closeUntilItsEnd() {
    if (!words.statements()) {
      connection.close();
    }
  }

  private synchronized void begin(OptionalLong unfinished) {
    if (unfinished.isPresent()) {
      former = unfinished;
    }
    begin(false);
  }

  /**
   * Records the run, if that is possible by now.
   *
   * @param alone whether nothing is under way yet that a failed connection would disturb
   */
  private synchronized void begin(boolean alone) {
    wanted = true;
    if (ended || givenUp || id.isPresent()) {
      return;
    }
    try {
      if (!Ledger.present(connection.get())) {
        if (words.needed()) {
          throw Unrecorded.noLedger();
        }
        transcript = Unrecorded.transcript();
      } else {
        lastWords.owe();
        lastWords.requireTime();
        id = OptionalLong.of(write());
      }
    } catch (SQLException e) {
      giveUp();
      if (words.needed() && !ended) {
        throw Unrecorded.refused(e, database);
      }
      console.say("This run is not in the ledger: " + Unrecorded.why(e, database));
    } catch (AdminException e) {
      giveUp();
      if (alone || (words.needed() && !ended)) {
        throw e;
      }
      console.say("This run is not in the ledger: " + e.getMessage());
    }
  }

  private synchronized void carry(long run) {
    carries = true;
    lastWords.owe();
    openLog(run);
  }

  private void giveUp() {
    connection.close();
    givenUp = true;
    transcript = Unrecorded.transcript();
  }

  private long write() throws SQLException {
    long run = former.isPresent() ? takeOver(former.getAsLong()) : insert();
    openLog(run);
    transcript = new LedgerTranscript(connection, run);
    if (words.stoppable()) {
      control = RunControl.of(database, run, interruption, console::say);
    }
    return run;
  }

  private void openLog(long run) {
    said.logTo(RunLog.open(database, run, console::say));
  }

  private long takeOver(long run) throws SQLException {
    live(connection.get(), run);
    new TaskRuns(database).takeOver(run);
    return run;
  }

  private long insert() throws SQLException {
    Connection open = connection.get();
    Optional<String> environment = Environment.of(database, open).name();
    Duration ago = Duration.ofNanos(System.nanoTime() - startedNanos);
    return ledger.begin(open, words.run(environment), ago, this::live);
  }

  private void live(Connection connection, long run) throws SQLException {
    try {
      life =
          new Locks(database, interruption, console::say)
              .tryShare(RunLocks.key(connection, run))
              .orElse(null);
    } catch (AdminException e) {
      console.say("This run cannot show that it is alive. " + e.getMessage());
    }
  }

  // The other connection may be in use, and what it waits for is what was interrupted.
  private void endInterrupted() {
    end(ExitCode.TRY_AGAIN, "Interrupted in the middle.", new LedgerConnection(database));
  }

  private void end(ExitCode code, String sentence) {
    end(code, sentence, connection);
  }

  private void end(ExitCode code, String sentence, LedgerConnection telling) {
    synchronized (this) {
      if (ended) {
        return;
      }
      if (wanted) {
        begin(false);
      }
      ended = true;
    }
    control.close();
    // Anyone following the log reads until the run has ended.
    said.close();
    try {
      if (id.isPresent()) {
        Ledger.end(telling.get(), id.getAsLong(), processed, code, blankToNull(sentence));
      } else if (wanted && !givenUp && !carries) {
        console.say(
            "This run is not in the ledger, because this database has none yet. Run 'migrate'.");
      }
    } catch (SQLException | AdminException e) {
      console.say("The ledger could not record how this run ended: " + e.getMessage());
    }
    telling.close();
    if (life != null) {
      life.close();
    }
    lastWords.forget();
  }

  private static @Nullable String blankToNull(String sentence) {
    return sentence.isBlank() ? null : sentence;
  }
}
