package dev.oneoff.admin.run.runner;

import static org.awaitility.Awaitility.await;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.LedgerTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunMembershipTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void theSessionThatBlocksATaskIsNamed() throws Exception {
    Database ours = database.database();
    LedgerTables.create(database);
    database.execute("create table item (id int); insert into item values (1)");
    long run = new Ledger(ours).begin(LedgerTables.run("fix"));

    try (Connection clerk = database.connect();
        Statement holds = clerk.createStatement()) {
      clerk.setAutoCommit(false);
      holds.execute("set application_name = 'a clerk'");
      holds.execute("update item set id = 2");
      CompletableFuture<Void> batch = CompletableFuture.runAsync(() -> update(ours));
      try (RunMembership membership =
          RunMembership.begin(ours, run, TestConsole.interruption(), said::add)) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    said.stream()
                        .anyMatch(
                            one ->
                                one.startsWith("Waiting for a lock held by a clerk (pid ")
                                    && one.contains("idle in transaction")
                                    && one.endsWith("last: update item set id = ….")));
        clerk.rollback();
        batch.join();
        membership.stopped();
      }
    }
  }

  /** As a batch does, under this process's name. */
  private static void update(Database ours) {
    try (Connection connection = ours.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("update item set id = 3");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
