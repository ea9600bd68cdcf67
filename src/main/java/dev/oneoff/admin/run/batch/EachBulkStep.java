package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.run.items.EntitySource;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.items.Source;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** The statement of a {@link BulkStep}, for single keys that do not stand in a row. */
public final class EachBulkStep<T> implements Step {

  private final Source<T> keys;
  private final EntitySource<T> entities;
  private final BulkStep.Statement statement;
  private final Changes changes;
  private final Session session;

  public EachBulkStep(
      Source<T> keys,
      EntitySource<T> entities,
      BulkStep.Statement statement,
      Changes changes,
      Session session) {
    this.keys = keys;
    this.entities = entities;
    this.statement = statement;
    this.changes = changes;
    this.session = session;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    List<Key> page = keys.keys(range, limit);
    if (page.isEmpty()) {
      return new Done(0, null, true);
    }
    changes.around(entities.table(), page, () -> page.forEach(this::execute));
    return new Done(page.size(), page.get(page.size() - 1), page.size() < limit);
  }

  private void execute(Key key) {
    int first = entities.parametersOf(key) + 1;
    MutationQuery query = session.createMutationQuery(statement.head(first) + entities.where(key));
    entities.bind(query, key);
    statement.bind(query, first);
    query.executeUpdate();
  }

  @Override
  public Optional<Key> first(Range range) throws Exception {
    return keys.keys(range, 1).stream().findFirst();
  }
}
