package dev.oneoff.admin.run.step;

import dev.oneoff.admin.run.items.ItemsOfEntity;
import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.task.Assignment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** A statement that the runner writes, for entities of a range of keys or of one key. */
public final class BulkStatement {

  /** What stands before {@code where}, its parameters numbered from {@code first} on. */
  private interface Head {
    String from(int first);
  }

  // A text in quotes is passed over.
  private static final Pattern PARAMETER = Pattern.compile("'(?:[^']|'')*+'|\\?(\\d+)");

  private final ItemsOfEntity<?> entities;
  private final Head head;
  private final List<Object> parameters;
  private final Session session;

  private BulkStatement(
      ItemsOfEntity<?> entities, Head head, List<Object> parameters, Session session) {
    this.entities = entities;
    this.head = head;
    this.parameters = parameters;
    this.session = session;
  }

  public static BulkStatement update(
      ItemsOfEntity<?> entities, Assignment assignment, Session session) {
    String update = "update " + entities.entity().name() + " set ";
    return new BulkStatement(
        entities,
        first -> update + renumbered(assignment.hql(), first),
        assignment.parameters(),
        session);
  }

  public static BulkStatement delete(ItemsOfEntity<?> entities, Session session) {
    String delete = "delete from " + entities.entity().name();
    return new BulkStatement(entities, first -> delete, List.of(), session);
  }

  /**
   * Runs it.
   *
   * @return how many rows it met
   */
  public int execute(Range range) {
    int first = entities.parametersOf(range) + 1;
    MutationQuery query = query(first, entities.where(range));
    entities.bind(query, range);
    return query.executeUpdate();
  }

  /**
   * Runs it.
   *
   * @return 0 where the entity is gone or no longer meant
   */
  public int execute(Key key) {
    int first = entities.parametersOf(key) + 1;
    MutationQuery query = query(first, entities.where(key));
    entities.bind(query, key);
    return query.executeUpdate();
  }

  private MutationQuery query(int first, String where) {
    MutationQuery query = session.createMutationQuery(head.from(first) + where);
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(first + i, parameters.get(i));
    }
    return query;
  }

  // The author counts from 1, and so do the items' own parameters.
  static String renumbered(String hql, int first) {
    Matcher matcher = PARAMETER.matcher(hql);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String number = matcher.group(1);
      matcher.appendReplacement(
          text,
          Matcher.quoteReplacement(
              number == null ? matcher.group() : "?" + (first - 1 + Integer.parseInt(number))));
    }
    return matcher.appendTail(text).toString();
  }
}
