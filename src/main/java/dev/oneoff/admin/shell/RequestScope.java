package dev.oneoff.admin.shell;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.ManagedContext;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Any;
import jakarta.transaction.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * What a snippet has for itself, as a request to the service has: a request context with a session
 * that has read nothing yet, and no transaction that outlives it. The contexts of the last snippets
 * stay open behind it, so that a variable of theirs still loads what it names; none of them holds a
 * connection.
 */
final class RequestScope implements AutoCloseable {

  private static final int KEPT = 20;

  /** A snippet's context that is over, and the sessions in it. */
  private record Former(ContextState state, List<SharedSessionContractImplementor> sessions) {}

  private final ManagedContext request = Arc.container().requestContext();
  private final Deque<Former> former = new ArrayDeque<>();
  private final Map<Object, Set<String>> told = new WeakHashMap<>();

  /** Ends one snippet's and begins the next one's; says whether a transaction was left open. */
  boolean renew() {
    boolean open = QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION;
    if (open) {
      QuarkusTransaction.rollback();
    }
    former.addLast(new Former(request.getState(), sessions()));
    former.forEach(each -> each.sessions().forEach(RequestScope::giveConnectionBack));
    request.deactivate();
    if (former.size() > KEPT) {
      request.destroy(former.removeFirst().state());
    }
    request.activate();
    return open;
  }

  // Of each persistence unit.
  private static List<SharedSessionContractImplementor> sessions() {
    List<SharedSessionContractImplementor> sessions = new ArrayList<>();
    addSessions(Session.class, sessions);
    addSessions(StatelessSession.class, sessions);
    return sessions;
  }

  private static void addSessions(
      Class<? extends SharedSessionContract> type,
      List<SharedSessionContractImplementor> sessions) {
    for (InstanceHandle<? extends SharedSessionContract> bean :
        Arc.container().listAll(type, Any.Literal.INSTANCE)) {
      if (bean.getBean().isActive()) {
        sessions.add(bean.get().unwrap(SharedSessionContractImplementor.class));
      }
    }
  }

  // Hibernate gives it back after a list, and not after a single result, a count or a stream.
  private static void giveConnectionBack(SharedSessionContractImplementor session) {
    if (session.isOpen()) {
      session.getJdbcCoordinator().getLogicalConnection().afterTransaction();
    }
  }

  /** What was set in entities outside of a transaction, a sentence each, told once. */
  List<String> unsaved() {
    List<String> sentences = new ArrayList<>();
    for (Former each : former) {
      for (SharedSessionContractImplementor session : each.sessions()) {
        if (session.isOpen()) {
          addUnsaved(session, sentences);
        }
      }
    }
    return sentences;
  }

  private void addUnsaved(SharedSessionContractImplementor session, List<String> sentences) {
    for (Map.Entry<Object, EntityEntry> managed :
        session.getPersistenceContext().reentrantSafeEntityEntries()) {
      if (managed.getKey() instanceof SelfDirtinessTracker entity) {
        Set<String> set = new TreeSet<>(List.of(entity.$$_hibernate_getDirtyAttributes()));
        if (!set.isEmpty() && !set.equals(told.put(entity, set))) {
          sentences.add(
              managed.getKey().getClass().getSimpleName()
                  + "#"
                  + managed.getValue().getId()
                  + ": "
                  + String.join(", ", set)
                  + " was set, and nothing was saved: only tx(() -> …) saves, where it loads what"
                  + " it sets.");
        }
      }
    }
  }

  @Override
  public void close() {
    former.forEach(each -> request.destroy(each.state()));
    former.clear();
  }
}
