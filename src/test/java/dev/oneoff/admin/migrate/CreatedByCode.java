package dev.oneoff.admin.migrate;

import java.sql.SQLException;
import java.sql.Statement;
import liquibase.change.custom.CustomTaskChange;
import liquibase.change.custom.CustomTaskRollback;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.DatabaseException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/** A changeset in Java, with a way back in Java: a table comes and goes. */
public final class CreatedByCode implements CustomTaskChange, CustomTaskRollback {

  @Override
  public void execute(Database database) throws CustomChangeException {
    execute(database, "create table by_code (id int)");
  }

  @Override
  public void rollback(Database database) throws CustomChangeException {
    execute(database, "drop table by_code");
  }

  private static void execute(Database database, String sql) throws CustomChangeException {
    try (Statement statement = ((JdbcConnection) database.getConnection()).createStatement()) {
      statement.execute(sql);
    } catch (SQLException | DatabaseException e) {
      throw new CustomChangeException(e);
    }
  }

  @Override
  public String getConfirmationMessage() {
    return "";
  }

  @Override
  public void setUp() {}

  @Override
  public void setFileOpener(ResourceAccessor resourceAccessor) {}

  @Override
  public ValidationErrors validate(Database database) {
    return new ValidationErrors();
  }
}
