package dev.oneoff.admin.run.items;

import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.task.Items;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.SelectionQuery;

/** Entities selected by a query. They are read for update, so that no concurrent change is lost. */
public final class EntitySource<T> implements ItemSource<T> {

  private final Items.Entities<T> items;
  private final Session session;
  private final Masking masking;
  private final EntityKey<T> entityKey;

  EntitySource(Items.Entities<T> items, Session session, Masking masking) {
    this.items = items;
    this.session = session;
    this.masking = masking;
    this.entityKey = EntityKey.of(items.type(), session);
  }

  @Override
  public OptionalLong count() {
    SelectionQuery<Long> query =
        session.createSelectionQuery(
            "select count(*) from " + entityKey.name() + where(Range.ALL), Long.class);
    bind(query, Range.ALL);
    return OptionalLong.of(query.getSingleResult());
  }

  @Override
  public List<Key> cuts(long size) {
    String paths = String.join(", ", entityKey.paths());
    List<String> named = new ArrayList<>();
    for (int i = 0; i < entityKey.paths().size(); i++) {
      named.add(entityKey.paths().get(i) + " as k" + i);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      names.add("n.k" + i);
    }
    SelectionQuery<Object[]> query =
        session.createSelectionQuery(
            "select "
                + String.join(", ", names)
                + ", n.place from (select "
                + String.join(", ", named)
                + ", row_number() over (order by "
                + paths
                + ") as place from "
                + entityKey.name()
                + where(Range.ALL)
                + ") n where mod(n.place, "
                + size
                + ") = 0 order by n.place",
            Object[].class);
    bind(query, Range.ALL);
    return query.getResultList().stream()
        .map(row -> entityKey.key(Arrays.asList(row).subList(0, names.size())))
        .toList();
  }

  @Override
  public Page<T> read(Range range, int limit) {
    SelectionQuery<T> query =
        session
            .createSelectionQuery("from " + entityKey.name() + where(range) + order(), items.type())
            .setLockMode(LockModeType.PESSIMISTIC_WRITE);
    bind(query, range);
    List<Item<T>> found =
        query.setMaxResults(limit).getResultList().stream()
            .map(entity -> new Item<>(entityKey.keyOf(entity), entity))
            .toList();
    return Page.of(found, limit);
  }

  @Override
  public List<Key> keys(Range range, int limit) {
    SelectionQuery<Object[]> query = keyQuery(range);
    return query.setMaxResults(limit).getResultList().stream()
        .map(row -> entityKey.key(Arrays.asList(row)))
        .toList();
  }

  @Override
  public Optional<Key> keyAt(Range range, int place) {
    return keyQuery(range).setFirstResult(place - 1).setMaxResults(1).getResultList().stream()
        .map(row -> entityKey.key(Arrays.asList(row)))
        .findFirst();
  }

  private SelectionQuery<Object[]> keyQuery(Range range) {
    SelectionQuery<Object[]> query =
        session.createSelectionQuery(
            "select "
                + String.join(", ", entityKey.paths())
                + " from "
                + entityKey.name()
                + where(range)
                + order(),
            Object[].class);
    bind(query, range);
    return query;
  }

  @Override
  public List<Item<T>> find(List<Key> keys) {
    List<Item<T>> found = new ArrayList<>();
    for (Key key : keys) {
      SelectionQuery<T> query =
          session
              .createSelectionQuery("from " + entityKey.name() + where(key), items.type())
              .setLockMode(LockModeType.PESSIMISTIC_WRITE);
      bind(query, key);
      query.getResultList().forEach(entity -> found.add(new Item<>(key, entity)));
    }
    return found;
  }

  @Override
  public Optional<KeyedTable> table() {
    return Optional.of(entityKey.table(session, masking));
  }

  public EntityKey<T> entityKey() {
    return entityKey;
  }

  /** The clause, including {@code where}, that restricts a statement to a range. */
  public String where(Range range) {
    List<String> conditions = new ArrayList<>();
    int next = items.parameters().size() + 1;
    if (range.after() != null) {
      conditions.add(entityKey.compare(">", next));
      next += entityKey.paths().size();
    }
    if (range.upTo() != null) {
      conditions.add(entityKey.compare("<=", next));
    }
    return where(conditions);
  }

  /** The clause that restricts a statement to one entity, if it still matches. */
  public String where(Key key) {
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < key.parts().size(); i++) {
      equal.add(entityKey.paths().get(i) + " = ?" + (items.parameters().size() + 1 + i));
    }
    return where(equal);
  }

  private String where(List<String> more) {
    List<String> conditions = new ArrayList<>();
    if (!items.where().isBlank()) {
      conditions.add("(" + items.where() + ")");
    }
    conditions.addAll(more);
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  private String order() {
    return " order by " + String.join(", ", entityKey.paths());
  }

  /** How many parameters {@link #where(Range)} has. */
  public int parametersOf(Range range) {
    int keys = (range.after() == null ? 0 : 1) + (range.upTo() == null ? 0 : 1);
    return items.parameters().size() + keys * entityKey.paths().size();
  }

  /** How many parameters {@link #where(Key)} has. */
  public int parametersOf(Key key) {
    return items.parameters().size() + key.parts().size();
  }

  /** Binds the parameters of {@link #where(Key)}. */
  public void bind(CommonQueryContract query, Key key) {
    bindOwn(query);
    entityKey.bind(query, items.parameters().size() + 1, key);
  }

  /** Binds the parameters of {@link #where(Range)}. */
  public void bind(CommonQueryContract query, Range range) {
    bindOwn(query);
    int next = items.parameters().size() + 1;
    if (range.after() != null) {
      next = entityKey.bind(query, next, range.after());
    }
    if (range.upTo() != null) {
      entityKey.bind(query, next, range.upTo());
    }
  }

  private void bindOwn(CommonQueryContract query) {
    for (int i = 0; i < items.parameters().size(); i++) {
      query.setParameter(i + 1, items.parameters().get(i));
    }
  }
}
