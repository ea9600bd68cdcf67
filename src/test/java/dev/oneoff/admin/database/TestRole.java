package dev.oneoff.admin.database;

import dev.oneoff.TestDatabase;
import java.sql.SQLException;
import java.util.UUID;

/** A role of a test's own, which has no rights but those that it is granted. */
public final class TestRole implements AutoCloseable {

  private static final String PASSWORD = "secret";

  private final TestDatabase database;
  private final String name = "role_" + UUID.randomUUID().toString().replace("-", "");

  /**
   * Creates it.
   *
   * @param options as in {@code connection limit 0}
   */
  public TestRole(TestDatabase database, String options) throws SQLException {
    this.database = database;
    database.execute("create role " + name + " login password '" + PASSWORD + "' " + options);
  }

  public String name() {
    return name;
  }

  /** {@code alter role … set}. */
  public TestRole set(String setting) throws SQLException {
    database.execute("alter role " + name + " set " + setting);
    return this;
  }

  public TestRole grant(String rights) throws SQLException {
    database.execute("grant " + rights + " to " + name);
    return this;
  }

  /** The database as a command has it that comes as this role. */
  public Database connected() {
    return database.database(
        "quarkus.datasource.username", name, "quarkus.datasource.password", PASSWORD);
  }

  @Override
  public void close() throws SQLException {
    database.execute("drop owned by " + name);
    database.execute("drop role " + name);
  }
}
