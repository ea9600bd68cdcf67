package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Failures;
import dev.oneoff.admin.cli.RunListener;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.lock.Lock;
import dev.oneoff.admin.database.lock.Locks;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.LedgerTranscript;
import dev.oneoff.admin.ledger.RunControl;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.ledger.TaskRuns;
import dev.oneoff.admin.ledger.Unrecorded;
import dev.oneoff.admin.ledger.log.RunLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes one command through the ledger: opens its run, logs it, keeps it alive, picks up requests,
 * compares the release, and ends it. If the ledger cannot be written, a read-only command says so
 * once and continues, and so does a command that may be the cure; anything else is refused. A
 * task's run may be carried by several processes, so whoever runs the task opens it, keeps it alive
 * and ends it; its log and everything else work the same way.
 */
public final class Recorder {

  // Said before the run had a number.
  private static final int EARLY_LINES = 1000;
  private static final long LAST_WORDS_MILLIS = 2000;

  private final Console console;
  private final Database database;
  private final RecordedWords words;
  private final Ledger ledger;
  private final long startedNanos = System.nanoTime();
  private final Thread hook = new Thread(this::lastWords, "last words");
  private final List<String> early = new ArrayList<>();
  private String said = "";
  private boolean wanted;
  // Beginning sets the first and then checks the second; ending does it the other way round.
  private volatile boolean writing;
  private volatile boolean leaving;
  private boolean givenUp;
  private boolean ended;
  private boolean carries;
  private OptionalLong id = OptionalLong.empty();
  private @Nullable RunLog log;
  private @Nullable Lock life;
  private @Nullable LedgerTranscript transcript;
  private @Nullable RunControl control;
  private OptionalLong former;

  public Recorder(Console console, Database database, RecordedWords words) {
    this(console, database, words, OptionalLong.empty());
  }

  /**
   * Takes a command through the ledger.
   *
   * @param former an unfinished run that this one resumes
   */
  public Recorder(Console console, Database database, RecordedWords words, OptionalLong former) {
    this.former = former;
    this.console = console;
    this.database = database;
    this.words = words;
    this.ledger = new Ledger(database);
  }

  /** Does the work and records it. */
  public ExitCode record(Callable<ExitCode> work) throws Exception {
    console.listen(this::heard);
    hearOfTheEnd();
    Told told = new Told();
    console.recordedBy(told);
    if (!words.onceItBegins()) {
      begin(true);
    }
    try {
      if (!words.onceItBegins()) {
        told.compareRelease();
      }
      ExitCode code = work.call();
      console.flush();
      end(code, said);
      return code;
    } catch (Throwable e) {
      String sentence = Failures.sentenceOf(e);
      if (!(e instanceof OutputClosed)) {
        heard("error: " + sentence);
      }
      end(Failures.codeOf(e), sentence);
      throw e;
    }
  }

  /** What the command reports about its run. */
  private final class Told implements RunListener {

    @Override
    public void begins(OptionalLong unfinished) {
      if (unfinished.isPresent()) {
        // If this is refused, the run can still be resumed.
        compareRelease();
        begin(unfinished);
      } else {
        begin(unfinished);
        compareRelease();
      }
    }

    @Override
    public void carries(long run) {
      carry(run);
    }

    @Override
    public void compareRelease() {
      new SameRelease(database).check(console, words.requireSameRelease());
    }
  }

  private synchronized void heard(String sentence) {
    said = sentence;
    if (log != null) {
      log.add(sentence);
    } else if (early.size() < EARLY_LINES) {
      early.add(sentence);
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
      if (!ledger.present()) {
        if (words.needed()) {
          throw Unrecorded.noLedger();
        }
        console.transcript(Unrecorded.transcript());
      } else {
        writing = true;
        if (leaving) {
          throw interrupted();
        }
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
    writing = true;
    openLog(run);
  }

  private void giveUp() {
    givenUp = true;
    console.transcript(Unrecorded.transcript());
  }

  // Before there is anything to end: a signal that arrives while the run is being recorded waits
  // for its number.
  private void hearOfTheEnd() {
    console.interruption().lastWords(this::lastWords);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw interrupted();
    }
  }

  private static AdminException interrupted() {
    return AdminException.interrupted("Interrupted before it began.");
  }

  private long write() throws SQLException {
    long run = former.isPresent() ? takeOver(former.getAsLong()) : insert();
    openLog(run);
    LedgerTranscript statements = new LedgerTranscript(database, run);
    console.transcript(statements);
    transcript = statements;
    if (words.stoppable()) {
      control = RunControl.of(database, run, console.interruption(), console::say);
      console.control(control);
    }
    return run;
  }

  private void openLog(long run) {
    RunLog opened = RunLog.open(database, run, console::say);
    early.forEach(opened::add);
    early.clear();
    log = opened;
  }

  private long takeOver(long run) throws SQLException {
    try (Connection connection = database.connect()) {
      live(connection, run);
    }
    new TaskRuns(database).takeOver(run);
    return run;
  }

  private long insert() throws SQLException {
    Optional<String> environment;
    try (Connection connection = database.connect()) {
      environment = Environment.of(database.settings(), database.location(), connection).name();
    }
    Duration ago = Duration.ofNanos(System.nanoTime() - startedNanos);
    return ledger.begin(words.run(environment), ago, this::live);
  }

  private void live(Connection connection, long run) throws SQLException {
    try {
      life =
          new Locks(database, console.interruption(), console::say)
              .tryShare(RunLocks.key(connection, run))
              .orElse(null);
    } catch (AdminException e) {
      console.say("This run cannot show that it is alive. " + e.getMessage());
    }
  }

  private void end(ExitCode code, String sentence) {
    synchronized (this) {
      if (ended) {
        return;
      }
      if (wanted) {
        begin(false);
      }
      ended = true;
    }
    if (control != null) {
      control.close();
    }
    // Anyone following the log reads until the run has ended.
    if (log != null) {
      log.close();
    }
    try {
      if (id.isPresent()) {
        if (console.processed() > 0) {
          ledger.advance(id.getAsLong(), console.processed());
        }
        ledger.move(id.getAsLong(), RunStatus.of(code), code, blankToNull(sentence));
      } else if (wanted && !givenUp && !carries) {
        console.say(
            "This run is not in the ledger, because this database has none yet. Run 'migrate'.");
      }
    } catch (SQLException | AdminException e) {
      console.say("The ledger could not record how this run ended: " + e.getMessage());
    }
    if (transcript != null) {
      transcript.close();
    }
    if (life != null) {
      life.close();
    }
    forget();
  }

  private static @Nullable String blankToNull(String sentence) {
    return sentence.isBlank() ? null : sentence;
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running already.
    }
  }

  // The process ends in the middle of its work. It may be waiting for the database, so this takes a
  // moment at most.
  private void lastWords() {
    leaving = true;
    if (!writing) {
      return;
    }
    Thread words =
        new Thread(() -> end(ExitCode.TRY_AGAIN, "Interrupted in the middle."), "ledger");
    words.setDaemon(true);
    words.start();
    try {
      words.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
