package dev.oneoff.admin.model;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.EntityId;
import dev.oneoff.admin.entity.ReadingSessions;
import dev.oneoff.admin.ledger.Transcript;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Shows one row of an entity with its associated rows, one level deep. */
@Dependent
@Unremovable
public class ModelRows {

  private static final int NEAR = 2;

  private final ReadingSessions sessions;
  private final Entities entities;

  ModelRows(ReadingSessions sessions, Entities entities) {
    this.sessions = sessions;
    this.entities = entities;
  }

  /**
   * Prints it.
   *
   * @param id as people write it: {@code 4711}, {@code de/10115}
   * @throws AdminException {@code USAGE} if there is no such entity, or no such row
   */
  public void show(
      String name,
      String id,
      boolean unmask,
      Format format,
      Database database,
      Invocation invocation)
      throws Exception {
    EntityMappingType entity = entities.named(name);
    List<Object> key = EntityId.of(entity).parse(id);
    String hql =
        "from " + entity.getImportedName() + " e where " + EntityId.of(entity).condition("e");
    Transcript.Entry entry =
        invocation.transcript().begin(Transcript.Kind.HQL, hql + " -- " + id, Optional.empty());
    try {
      Map<String, @Nullable Object> row =
          sessions.read(
              database,
              SessionLimits.of(database.settings()),
              UnaryOperator.identity(),
              UnaryOperator.identity(),
              (session, connection) -> read(session, entity, hql, key, id, unmask));
      invocation.console().properties(format, row);
      entry.done(OptionalLong.of(1));
    } catch (Throwable e) {
      entry.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static Map<String, @Nullable Object> read(
      StatelessSession session,
      EntityMappingType entity,
      String hql,
      List<Object> key,
      String id,
      boolean unmask) {
    SelectionQuery<Object> query = bound(session.createSelectionQuery(hql, Object.class), key);
    @Nullable Object row = query.getSingleResultOrNull();
    if (row == null) {
      throw AdminException.usage(
          String.format(
              Locale.ROOT,
              "There is no %s %s.%s",
              entity.getImportedName(),
              id,
              near(session, entity, key)));
    }
    return new RowTree(session, entity, key, unmask).of(row);
  }

  static SelectionQuery<Object> bound(SelectionQuery<Object> query, List<Object> key) {
    for (int i = 0; i < key.size(); i++) {
      query.setParameter(i + 1, key.get(i));
    }
    return query;
  }

  // For an identifier of several parts, or one without an order, there is no nearby row.
  private static String near(StatelessSession session, EntityMappingType entity, List<Object> key) {
    if (key.size() != 1 || !(key.get(0) instanceof Comparable)) {
      return "";
    }
    String path = EntityId.of(entity).paths().get(0);
    List<Object> keys = new ArrayList<>(near(session, entity, path, key, "<", "desc"));
    Collections.reverse(keys);
    keys.addAll(near(session, entity, path, key, ">", "asc"));
    String near = keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return near.isEmpty() ? " It has no rows." : " Nearest are " + near + ".";
  }

  private static List<Object> near(
      StatelessSession session,
      EntityMappingType entity,
      String path,
      List<Object> key,
      String side,
      String order) {
    String hql =
        String.format(
            Locale.ROOT,
            "select e.%1$s from %2$s e where e.%1$s %3$s ?1 order by e.%1$s %4$s",
            path,
            entity.getImportedName(),
            side,
            order);
    return bound(session.createSelectionQuery(hql, Object.class), key)
        .setMaxResults(NEAR)
        .getResultList();
  }
}
