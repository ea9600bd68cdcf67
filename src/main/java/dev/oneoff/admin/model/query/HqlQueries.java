package dev.oneoff.admin.model.query;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.SqlFailure;
import dev.oneoff.admin.database.session.TransactionNumbers;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.ReadingSessions;
import dev.oneoff.admin.entity.hql.HqlQuery;
import dev.oneoff.admin.entity.hql.HqlStatement;
import dev.oneoff.admin.ledger.Transcript;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.hibernate.ScrollableResults;

/** Runs queries against the entities. */
@Dependent
@Unremovable
public class HqlQueries {

  private final ReadingSessions sessions;
  private final Entities entities;

  HqlQueries(ReadingSessions sessions, Entities entities) {
    this.sessions = sessions;
    this.entities = entities;
  }

  /**
   * Prints a page of a query's rows as they arrive.
   *
   * @throws dev.oneoff.admin.AdminException {@code USAGE} for what Hibernate does not understand,
   *     {@code REFUSED} for what does not only read, {@code FAILED} for what takes too long
   */
  public void print(HqlQuery asked, Format format, Database database, Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    Transcript.Entry entry =
        invocation
            .transcript()
            .begin(Transcript.Kind.HQL, asked.text(), java.util.Optional.empty());
    try {
      PageMeta meta = read(asked, format, database, invocation);
      entry.done(OptionalLong.of(meta.count()));
      console.say(meta.sentence());
    } catch (Throwable e) {
      if (TransactionNumbers.wrote(e)) {
        entry.wrote();
      }
      entry.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private PageMeta read(HqlQuery asked, Format format, Database database, Invocation invocation)
      throws Exception {
    Console console = invocation.console();
    SessionLimits limits = SessionLimits.of(database.settings());
    List<String> sent = new ArrayList<>();
    long started = System.nanoTime();
    return sessions.read(
        database,
        limits,
        UnaryOperator.identity(),
        sql -> {
          sent.add(sql);
          return sql;
        },
        (session, connection) -> {
          HqlStatement statement = HqlStatement.of(asked, session, entities);
          OptionalLong total =
              asked.total() ? OptionalLong.of(statement.total()) : OptionalLong.empty();
          // The statement for counting is not the one for reading.
          sent.clear();
          QueryPrinter printer =
              QueryPrinter.of(format, console.data(), statement.selection().columns());
          long count = 0;
          boolean more;
          try (ScrollableResults<Object> rows = statement.rows()) {
            more = rows.next();
            while (more && count < asked.size()) {
              printer.row(statement.selection().values(rows.get(), asked.unmask()));
              count++;
              requireTime(started, limits.statement());
              more = rows.next();
            }
          } finally {
            invocation.processed(count);
          }
          PageMeta meta =
              new PageMeta(
                  asked,
                  count,
                  more,
                  total,
                  statement.ordered(),
                  sent.isEmpty() ? "" : sent.get(0),
                  Duration.ofNanos(System.nanoTime() - started));
          printer.end(meta);
          return meta;
        });
  }

  // PostgreSQL restarts its timer for each chunk of rows.
  private static void requireTime(long started, Duration limit) {
    if (System.nanoTime() - started > limit.toNanos()) {
      throw SqlFailure.tooLong(limit);
    }
  }

  /** How PostgreSQL would find a query's rows; none are read. */
  public QueryPlan explain(HqlQuery asked, Database database) throws Exception {
    PlanConnection plan = new PlanConnection();
    return sessions.read(
        database,
        SessionLimits.of(database.settings()),
        plan::over,
        UnaryOperator.identity(),
        (session, connection) -> {
          HqlStatement.of(asked, session, entities).send();
          return plan.plan();
        });
  }
}
