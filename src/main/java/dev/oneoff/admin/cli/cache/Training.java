package dev.oneoff.admin.cli.cache;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.CommandRun;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.boot.Rungs;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.start.ClassCache;
import io.quarkus.arc.Arc;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Runs commands of every rung in one process, for a cache that Java makes from the classes that it
 * loads meanwhile. The process starts as any command's does, so that those classes are among them.
 * What the commands print and how they end matters to nobody.
 */
public final class Training implements Interruption.Exit {

  private static final List<List<String>> WITHOUT_DATABASE =
      List.of(
          List.of("--help"),
          List.of("--version"),
          List.of("migrate", "--help"),
          List.of("no-such-command"));

  private static final List<List<String>> UNBOOTED =
      List.of(
          List.of("migrate", "--check"),
          List.of("migrate"),
          List.of("migrate"),
          List.of("migrate", "status"),
          List.of("about"),
          List.of("about", "--format", "json"),
          List.of("runs"),
          List.of("fix"),
          List.of("sql", "-c", "select 1"),
          List.of("export", "--select", "select 1", "--format", "csv"));

  // None that calls what a service has beside this database, as its health checks may.
  private static final List<List<String>> BOOTED =
      List.of(List.of("models"), List.of("shell", "-c", "1 + 1"));

  private static final List<List<String>> OF_AN_ENTITY =
      List.of(
          List.of("query", "select count(e) from %s e"),
          List.of("query", "from %s"),
          List.of("models", "%s"),
          List.of("export", "%s"));

  private final Interruption never = new Interruption(this);
  private final Console console =
      new Console(
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream(),
          InputStream.nullInputStream(),
          false);

  private Training() {}

  /** The option that makes a start of the jar a training for such a cache. */
  static String option(CacheFile.Kind kind) {
    return "-D" + ClassCache.SETTING + "=" + ClassCache.TRAINING + kind;
  }

  /** Runs them, and ends the process. */
  public static void run() {
    try {
      // As a process does that has only this to do.
      CommandRun.run("--help");
      String requested = System.getProperty(ClassCache.SETTING);
      new Training().runAll(CacheFile.Kind.of(requested.substring(ClassCache.TRAINING.length())));
    } catch (Exception e) {
      // What was loaded is worth keeping; whoever runs this by hand sees why there is not more.
      System.err.println(e);
    } finally {
      // Whatever a service that did not start has left running.
      System.exit(0);
    }
  }

  private void runAll(CacheFile.Kind kind) throws Exception {
    CommandRun unbooted = CommandRun.on(console, never);
    WITHOUT_DATABASE.forEach(line -> execute(unbooted, line));
    if (kind == CacheFile.Kind.HELP || !databaseGiven()) {
      return;
    }
    UNBOOTED.forEach(line -> execute(unbooted, line));
    if (kind == CacheFile.Kind.WHOLE) {
      ApplicationCommand inside = this::inside;
      new Rungs(console, never, "training", Arguments.NONE, Optional.empty()).run(inside);
    }
  }

  private static void execute(CommandRun run, List<String> line) {
    run.execute(line.toArray(String[]::new));
  }

  @Override
  public void leave() {}

  @Override
  public void halt() {}

  // Whatever else the settings name is not to be touched.
  private static boolean databaseGiven() {
    String address = System.getenv(TrainingProcess.DATABASE);
    return address != null && address.endsWith("/" + TrainingDatabase.NAME);
  }

  // A process boots once.
  private ExitCode inside(Invocation invocation, Application application) {
    CommandRun booted = CommandRun.inside(application.database(), console, never);
    BOOTED.forEach(line -> execute(booted, line));
    for (EntityType<?> entity :
        Arc.container().select(EntityManagerFactory.class).stream()
            .flatMap(factory -> factory.getMetamodel().getEntities().stream())
            .limit(1)
            .toList()) {
      for (List<String> line : OF_AN_ENTITY) {
        execute(booted, line.stream().map(word -> word.replace("%s", entity.getName())).toList());
      }
    }
    return ExitCode.DONE;
  }
}
