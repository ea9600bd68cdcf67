package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.Entities;
import jakarta.persistence.metamodel.PluralAttribute;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.select.SqmQueryPart;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/** A query that Hibernate has parsed, with its parameters bound. */
public final class HqlStatement {

  // Without a limit the driver loads all rows of a result into memory.
  private static final int FETCH_SIZE = 500;

  private final HqlQuery asked;
  private final SelectionQuery<Object> query;
  private final SqmSelectStatement<?> statement;
  private final Selection selection;

  private HqlStatement(
      HqlQuery asked,
      SelectionQuery<Object> query,
      SqmSelectStatement<?> statement,
      Selection selection) {
    this.asked = asked;
    this.query = query;
    this.statement = statement;
    this.selection = selection;
  }

  /**
   * Nothing is sent for it.
   *
   * @throws AdminException {@code USAGE} if Hibernate does not understand it, {@code REFUSED} if it
   *     is not a select or passes text through
   */
  public static HqlStatement of(HqlQuery asked, StatelessSession session, Entities entities) {
    PassedText.refuse(asked.text());
    try {
      SelectionQuery<Object> query = session.createSelectionQuery(asked.text(), Object.class);
      SqmSelectStatement<?> statement =
          (SqmSelectStatement<?>) ((SqmQuery<?>) query).getSqmStatement();
      Paths.parts(statement.getQueryPart()).forEach(HqlStatement::requireNoFetchedCollection);
      Selection selection = Selection.of(asked.text(), statement, entities.factory());
      new HqlParameters(asked.parameters()).bind(query, statement);
      return new HqlStatement(asked, query, statement, selection);
    } catch (RuntimeException e) {
      throw new HqlFailure(entities).explain(e);
    }
  }

  private static void requireNoFetchedCollection(SqmQuerySpec<?> part) {
    part.getFromClause().getRoots().forEach(HqlStatement::requireNoFetchedCollection);
  }

  private static void requireNoFetchedCollection(SqmFrom<?, ?> from) {
    from.getSqmJoins()
        .forEach(
            join -> {
              if (join instanceof SqmAttributeJoin<?, ?> attribute
                  && attribute.isFetched()
                  && attribute.getAttribute() instanceof PluralAttribute) {
                throw AdminException.usage(
                    "'fetch' loads the collection "
                        + attribute.getAttribute().getName()
                        + ", and collections are not printed. Join it without 'fetch', and select"
                        + " what you want from it.");
              }
              requireNoFetchedCollection(join);
            });
  }

  public Selection selection() {
    return selection;
  }

  /** Whether the order is defined, so that the same page has the same rows tomorrow. */
  public boolean ordered() {
    return statement.getQueryPart().getOrderByClause() != null
        && !statement.getQueryPart().getOrderByClause().getSortSpecifications().isEmpty();
  }

  /** How many rows there are on all pages. */
  public long total() {
    return query.getResultCount();
  }

  /** The page's rows and one more, if there is one; positioned before the first. */
  public ScrollableResults<Object> rows() {
    limit();
    ScrollableResults<Object> rows = query.setFetchSize(FETCH_SIZE).scroll(ScrollMode.FORWARD_ONLY);
    for (int i = 0; hasLimits() && i < asked.offset() && rows.next(); i++) {
      // Skip to the page.
    }
    return rows;
  }

  /** Sends it exactly as for fetching its rows. */
  public void send() {
    limit();
    query.getResultList();
  }

  private void limit() {
    if (!hasLimits()) {
      query.setFirstResult(asked.offset()).setMaxResults(asked.size() + 1);
    }
  }

  // Hibernate would replace the query's own limits with the page's.
  private boolean hasLimits() {
    SqmQueryPart<?> part = statement.getQueryPart();
    return part.getFetchExpression() != null || part.getOffsetExpression() != null;
  }
}
