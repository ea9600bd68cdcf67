package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.ledger.UnfinishedRestore;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;

/** An interrupted restore: rows are missing, and keys may be off. */
@Dependent
class RestoreCheck implements Check {

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      return UnfinishedRestore.of(connection).stream()
          .filter(restore -> !restore.running())
          .map(
              restore ->
                  Finding.error(
                      restore.sentence(),
                      "Run '"
                          + restore.command()
                          + "' again: it resumes, and puts back what is off. So does the restore of another export with --replace."))
          .toList();
    }
  }
}
