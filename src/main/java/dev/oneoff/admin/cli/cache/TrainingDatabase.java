package dev.oneoff.admin.cli.cache;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.local.LocalPostgres;
import dev.oneoff.admin.database.local.LocalServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The PostgreSQL on which commands are run for a cache: one of its own, with nothing in it. */
final class TrainingDatabase {

  static final String NAME = "training";

  private final LocalPostgres postgres;

  /** With its data below the one directory, and the programs in the other. */
  TrainingDatabase(Path work, Path programs) {
    this.postgres = LocalPostgres.in(work.resolve("postgresql"), programs);
  }

  /**
   * Its address; none if this jar carries no PostgreSQL for this platform, or it does not start.
   */
  Optional<String> start(Consumer<AdminException> whyNot) {
    try {
      LocalServer server = postgres.start(step -> {});
      server.ensureDatabase(NAME);
      return Optional.of(
          "postgres://"
              + server.user()
              + ":"
              + server.password()
              + "@127.0.0.1:"
              + server.port()
              + "/"
              + NAME);
    } catch (AdminException e) {
      whyNot.accept(e);
      return Optional.empty();
    }
  }

  void stop() {
    try {
      postgres.stop();
    } catch (AdminException e) {
      // Then it ends by itself, once its files are gone.
    }
  }
}
