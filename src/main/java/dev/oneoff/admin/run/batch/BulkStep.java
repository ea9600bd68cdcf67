package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.run.items.EntitySource;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** One statement for a whole range of keys. */
public final class BulkStep<T> implements Step {

  /** What the statement begins with and which parameters that has, after those of the range. */
  public interface Statement {
    /** {@code update Customer set …}, its parameters numbered from {@code first} on. */
    String head(int first);

    void bind(MutationQuery query, int first);
  }

  private final EntitySource<T> source;
  private final Statement statement;
  private final Changes changes;
  private final Session session;

  public BulkStep(EntitySource<T> source, Statement statement, Changes changes, Session session) {
    this.source = source;
    this.statement = statement;
    this.changes = changes;
    this.session = session;
  }

  @Override
  public int largestBatch() {
    // Nothing of them comes here, unless somebody looks at the changes.
    return changes.wanted() ? 10_000 : 100_000;
  }

  @Override
  public Done run(Range range, int limit) throws Exception {
    if (!changes.wanted()) {
      Optional<Key> last = source.keyAt(range, limit);
      Range batch = last.map(range::until).orElse(range);
      return new Done(execute(batch), last.orElse(null), last.isEmpty());
    }
    List<Key> keys = source.keys(range, limit);
    if (keys.isEmpty()) {
      return new Done(0, null, true);
    }
    Key last = keys.get(keys.size() - 1);
    long[] changed = new long[1];
    changes.around(source.table(), keys, () -> changed[0] = execute(range.until(last)));
    return new Done(changed[0], last, keys.size() < limit);
  }

  private int execute(Range batch) {
    int first = source.parametersOf(batch) + 1;
    MutationQuery query = session.createMutationQuery(statement.head(first) + source.where(batch));
    source.bind(query, batch);
    statement.bind(query, first);
    return query.executeUpdate();
  }

  @Override
  public Optional<Key> first(Range range) {
    return source.keyAt(range, 1);
  }
}
