package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.Entities;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/**
 * A query as Hibernate would send it, with each selected thing in columns of its own: an entity in
 * those of its table, an entity it refers to in the other's key. Nothing is sent.
 *
 * @param sql with a question mark for each value
 * @param values in the order of the question marks
 */
public record HqlSelect(String sql, List<CapturedQuery.Value> values, List<Column> columns) {

  /**
   * A selected item, which is one value in the database.
   *
   * @param name its alias or attribute, {@code place.street}; else as it is written
   */
  public record Column(String name, boolean sensitive) {}

  /**
   * Of a query, with its parameters bound.
   *
   * @throws AdminException {@code USAGE} if Hibernate does not understand it, {@code REFUSED} if it
   *     is not a select or passes text through
   */
  public static HqlSelect of(
      String hql, Map<String, List<String>> parameters, Entities entities, Connection connection) {
    PassedText.refuse(hql);
    entities.requireOneTenant();
    CapturedQuery captured = new CapturedQuery();
    try (StatelessSession session =
        entities
            .factory()
            .withStatelessOptions()
            .connection(captured.over(connection))
            .openStatelessSession()) {
      SelectionQuery<Object> query = session.createSelectionQuery(hql, Object.class);
      SqmSelectStatement<?> statement =
          (SqmSelectStatement<?>) ((SqmQuery<?>) query).getSqmStatement();
      List<Column> columns = new FlatSelection(entities.factory()).flatten(statement, hql);
      new HqlParameters(parameters).bind(query, statement);
      query.getResultList();
      return new HqlSelect(captured.sql(), captured.values(), columns);
    } catch (RuntimeException e) {
      throw new HqlFailure(entities).explain(e);
    }
  }
}
