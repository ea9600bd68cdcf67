package dev.oneoff.admin.shell;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.ManagedContext;
import io.quarkus.hibernate.orm.runtime.RequestScopedSessionHolder;
import io.quarkus.hibernate.orm.runtime.RequestScopedStatelessSessionHolder;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Any;
import jakarta.transaction.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Gives each snippet what a request to the service has: a request context with a fresh session, and
 * no transaction that outlives it. The contexts of the last snippets stay open, so that their
 * variables can still load lazily; none of them holds a connection.
 */
final class RequestScope implements AutoCloseable {

  private static final int KEPT = 20;
  private static final int TOLD = 5;

  /** The context of a finished snippet, and the sessions in it. */
  private record Former(ContextState state, List<SharedSessionContractImplementor> sessions) {}

  private final ManagedContext request = Arc.container().requestContext();
  private final Deque<Former> former = new ArrayDeque<>();
  // By identity: an entity's own equals may read from the database.
  private IdentityHashMap<Object, Set<String>> told = new IdentityHashMap<>();

  /** Ends one snippet's and begins the next one's; returns whether a transaction was left open. */
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

  // Of each persistence unit. Asking for a session opens one, so only where there are some.
  private List<SharedSessionContractImplementor> sessions() {
    Set<Class<?>> holders =
        request.getState().getContextualInstances().keySet().stream()
            .map(InjectableBean::getBeanClass)
            .collect(Collectors.toSet());
    List<SharedSessionContractImplementor> sessions = new ArrayList<>();
    if (holders.contains(RequestScopedSessionHolder.class)) {
      addSessions(Session.class, sessions);
    }
    if (holders.contains(RequestScopedStatelessSessionHolder.class)) {
      addSessions(StatelessSession.class, sessions);
    }
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

  // Hibernate returns it after a list, but not after a single result, a count or a stream.
  private static void giveConnectionBack(SharedSessionContractImplementor session) {
    if (session.isOpen()) {
      session.getJdbcCoordinator().getLogicalConnection().afterTransaction();
    }
  }

  /** Fields of entities that were set outside a transaction, a sentence each, reported once. */
  List<String> unsaved() {
    List<String> sentences = new ArrayList<>();
    IdentityHashMap<Object, Set<String>> unsaved = new IdentityHashMap<>();
    int more = 0;
    for (Map.Entry<Object, EntityEntry> managed : managed()) {
      Object entity = managed.getKey();
      Set<String> set = set(entity, managed.getValue());
      if (!set.isEmpty()) {
        unsaved.put(entity, set);
        if (set.equals(told.get(entity))) {
          continue;
        }
        if (sentences.size() < TOLD) {
          sentences.add(
              entity.getClass().getSimpleName()
                  + "#"
                  + managed.getValue().getId()
                  + ": "
                  + String.join(", ", set)
                  + " was set, but not saved: to save, load it and set it inside one tx(() -> …).");
        } else {
          more++;
        }
      }
    }
    told = unsaved;
    if (more > 0) {
      sentences.add("… and " + more + " more.");
    }
    return sentences;
  }

  private static Set<String> set(Object entity, EntityEntry entry) {
    if (!(entity instanceof SelfDirtinessTracker tracker)
        || !tracker.$$_hibernate_hasDirtyAttributes()) {
      return Set.of();
    }
    Set<String> set = new TreeSet<>(List.of(tracker.$$_hibernate_getDirtyAttributes()));
    // A collection counts as changed once it is loaded; it knows better itself.
    set.removeIf(
        name ->
            entry.getPersister().getPropertyValue(entity, name)
                    instanceof PersistentCollection<?> loaded
                && !loaded.isDirty());
    return set;
  }

  private List<Map.Entry<Object, EntityEntry>> managed() {
    return former.stream()
        .flatMap(each -> each.sessions().stream())
        .filter(SharedSessionContractImplementor::isOpen)
        .flatMap(session -> Stream.of(session.getPersistenceContext().reentrantSafeEntityEntries()))
        .toList();
  }

  @Override
  public void close() {
    former.forEach(each -> request.destroy(each.state()));
    former.clear();
  }
}
