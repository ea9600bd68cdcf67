package dev.oneoff.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changelogs that a test writes, for a jar that is told to take them instead of its own. */
final class Changelogs {

  private Changelogs() {}

  /** Each statement is a changeset: {@code 1}, {@code 2}, … */
  static App in(Path directory, App app, String... statements) {
    return write(directory, app, "", statements);
  }

  /** The same, for statements that PostgreSQL does not run in a transaction. */
  static App outsideTransaction(Path directory, App app, String... statements) {
    return write(directory, app, " runInTransaction:false", statements);
  }

  private static App write(Path directory, App app, String attributes, String... statements) {
    StringBuilder sql = new StringBuilder("--liquibase formatted sql\n");
    for (int i = 0; i < statements.length; i++) {
      sql.append("--changeset test:").append(i + 1).append(attributes).append('\n');
      sql.append(statements[i]).append(";\n");
    }
    try {
      Path file = Files.writeString(directory.resolve("changelog.sql"), sql);
      return app.with("QUARKUS_LIQUIBASE_CHANGE_LOG", "filesystem:" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
