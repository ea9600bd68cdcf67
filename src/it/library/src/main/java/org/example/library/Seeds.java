package org.example.library;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Writes when the service starts, in the way that the setting {@code seeds} names. */
@Singleton
public class Seeds {

  private static final String INSERT = "insert into book values (99, 'Seeded')";

  @ConfigProperty(name = "seeds")
  String seeds;

  @Inject EntityManager entities;
  @Inject AgroalDataSource books;

  @Inject
  @DataSource("archive")
  AgroalDataSource archive;

  @Inject Flyway flyway;

  @Transactional
  void entity(@Observes StartupEvent start) {
    if (seeds.equals("entity")) {
      Book book = new Book();
      book.id = 99L;
      book.title = "Seeded";
      entities.persist(book);
    }
  }

  @Startup
  void bean() throws SQLException {
    switch (seeds) {
      case "jdbc" -> execute(books, INSERT);
      case "archive" -> {
        try (Connection connection = archive.getConnection()) {
          connection.setAutoCommit(false);
          execute(connection, "insert into loan values (99, 'Seeded')");
          connection.commit();
        }
      }
      case "flyway" -> flyway.baseline();
      case "stubborn" -> stubborn();
      default -> {
        // Nobody.
      }
    }
  }

  /** Tries every way that a connection has, and takes no failure for an answer. */
  private void stubborn() throws SQLException {
    try (Connection connection = books.getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, "select 1");
      connection.commit();
      connection.setAutoCommit(true);
      trying(connection, INSERT);
      trying(connection, "rollback");
      trying(connection, INSERT);
      trying(connection, "commit");
      trying(connection, "create table seeded (id bigint)");
    }
    try (Connection another = books.getConnection()) {
      trying(another, "truncate book");
    }
    new Thread(
            () -> {
              try (Connection later = archive.getConnection()) {
                trying(later, INSERT);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            })
        .start();
  }

  private static void execute(AgroalDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      execute(connection, sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void trying(Connection connection, String sql) {
    try {
      execute(connection, sql);
    } catch (SQLException e) {
      System.err.println("Tried: " + e.getMessage());
    }
  }
}
