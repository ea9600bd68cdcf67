package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.output.OutputClosed;
import dev.oneoff.admin.database.Database;

/**
 * Work whose failures are told while the database can still be asked: what nobody has explained by
 * then is told by PostgreSQL's code.
 */
public record ExplainedWork(Recording.Work work, Database database) implements Recording.Work {

  @Override
  public ExitCode run() throws Exception {
    try {
      return work.run();
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
