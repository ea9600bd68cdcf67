package dev.oneoff.admin.migrate;

import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The schema of the service and of the toolkit: where it stands, and how it gets to where this
 * release needs it.
 */
public final class Migrations {

  private final Changelog toolkit;
  private final Changelog service;
  private final DataSource dataSource;

  /**
   * The schema of one database.
   *
   * @param dataSource gives a connection of its own to each changelog
   */
  public Migrations(Settings settings, DataSource dataSource) {
    this.toolkit = Changelog.toolkit(settings);
    this.service = Changelog.service(settings);
    this.dataSource = dataSource;
  }

  /** Every changeset; changes nothing. */
  public List<Changeset> changesets() throws Exception {
    return QuietLiquibase.call(
        () -> {
          List<Changeset> all = new ArrayList<>();
          for (Changelog changelog : List.of(toolkit, service)) {
            try (ChangelogRun run = new ChangelogRun(changelog, dataSource)) {
              all.addAll(run.changesets());
            }
          }
          return all;
        });
  }

  /** The changesets that the next {@link #apply} would run. */
  public List<Changeset> pending() throws Exception {
    return changesets().stream().filter(Changeset::pending).toList();
  }

  /**
   * Runs what is pending, each changeset in a transaction of its own.
   *
   * @param between runs after the toolkit's changelog and before the service's
   * @return how many changesets ran
   */
  public int apply(Interruption interruption, Consumer<String> say, Between between)
      throws Exception {
    return QuietLiquibase.call(
        () -> {
          int applied = apply(toolkit, interruption, say);
          between.run();
          return applied + apply(service, interruption, say);
        });
  }

  private int apply(Changelog changelog, Interruption interruption, Consumer<String> say)
      throws Exception {
    MigrationProgress progress = new MigrationProgress(interruption, say);
    try (ChangelogRun run = new ChangelogRun(changelog, dataSource)) {
      run.update(progress);
      return progress.applied();
    } catch (Exception e) {
      throw progress.explain(e);
    }
  }

  /** What needs the toolkit's tables and must be there before the service's. */
  public interface Between {
    void run() throws Exception;
  }
}
