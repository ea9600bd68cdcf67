package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;

/** Indexes that a killed build left behind. */
@Dependent
class InvalidIndexesCheck implements Check {

  @Override
  public String name() {
    return "invalid-indexes";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      return new InvalidIndexes(connection)
          .find().stream()
              .map(
                  index ->
                      Finding.error(
                          "The index " + index.name() + " is invalid: no query uses it.",
                          index.rebuild()))
              .toList();
    }
  }
}
