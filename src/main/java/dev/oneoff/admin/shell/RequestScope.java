package dev.oneoff.admin.shell;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a snippet has for itself, as a request to the service has: a request context with a session
 * that has read nothing yet, and no transaction that outlives it. The contexts of the last snippets
 * stay open behind it, so that a variable of theirs still loads what it names; none of them holds a
 * connection.
 */
final class RequestScope implements AutoCloseable {

  private static final int KEPT = 20;

  private final ManagedContext request = Arc.container().requestContext();
  private final Deque<ContextState> former = new ArrayDeque<>();

  /** Ends one snippet's and begins the next one's; says whether a transaction was left open. */
  boolean renew() {
    boolean open = QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
    if (open) {
      QuarkusTransaction.rollback();
    }
    former.addLast(request.getState());
    request.deactivate();
    if (former.size() > KEPT) {
      request.destroy(former.removeFirst());
    }
    request.activate();
    return open;
  }

  @Override
  public void close() {
    former.forEach(request::destroy);
    former.clear();
  }
}
