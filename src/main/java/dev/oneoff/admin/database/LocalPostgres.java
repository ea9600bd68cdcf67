package dev.oneoff.admin.database;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

public final class LocalPostgres {
  public static LocalPostgres in(Path directory) {
    return new LocalPostgres();
  }

  public static Path defaultDirectory() {
    return Path.of("x");
  }

  public LocalServer start(Consumer<String> announce) {
    return new LocalServer(1, "x", "y");
  }

  public Optional<LocalServer> running() {
    return Optional.empty();
  }
}
