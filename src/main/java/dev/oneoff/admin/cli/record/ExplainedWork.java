package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.database.Database;

/**
 * Work whose failures are explained while the database can still be queried; if nobody has
 * explained one by then, PostgreSQL's error code does.
 */
public record ExplainedWork(Invocation.Body work, Database database) implements Invocation.Body {

  @Override
  public ExitCode run(Invocation invocation) throws Exception {
    try {
      return work.run(invocation);
    } catch (Exception e) {
      if (told(e)) {
        throw e;
      }
      throw database.failure().explain(e).<Exception>map(explained -> explained).orElse(e);
    }
  }

  private static boolean told(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException || t instanceof OutputClosed) {
        return true;
      }
    }
    return false;
  }
}
