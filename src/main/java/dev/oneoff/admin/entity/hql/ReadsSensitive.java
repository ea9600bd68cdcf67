package dev.oneoff.admin.entity.hql;

import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.SqmVisitableNode;
import org.hibernate.query.sqm.tree.domain.SqmBasicValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmEmbeddedValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmEntityValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmFunctionPath;
import org.hibernate.query.sqm.tree.domain.SqmIndexedCollectionAccessPath;
import org.hibernate.query.sqm.tree.domain.SqmPluralValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmTreatedPath;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.predicate.SqmExistsPredicate;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;

/**
 * Whether an HQL value is derived from something sensitive, or in a way that cannot be traced: by a
 * function unknown to Hibernate, or SQL text.
 */
final class ReadsSensitive extends BaseSemanticQueryWalker {

  // They pass SQL through.
  private static final Set<String> TEXTS = Set.of("sql", "column");

  private final SessionFactoryImplementor factory;
  private final Predicate<SqmSelectableNode<?>> sensitive;
  private boolean reads;

  private ReadsSensitive(
      SessionFactoryImplementor factory, Predicate<SqmSelectableNode<?>> sensitive) {
    this.factory = factory;
    this.sensitive = sensitive;
  }

  /**
   * Checks an expression.
   *
   * @param sensitive whether a path or a query is
   */
  static boolean in(
      SqmVisitableNode expression,
      SessionFactoryImplementor factory,
      Predicate<SqmSelectableNode<?>> sensitive) {
    ReadsSensitive walker = new ReadsSensitive(factory, sensitive);
    expression.accept(walker);
    return walker.reads;
  }

  private Object path(SqmSelectableNode<?> path) {
    reads |= sensitive.test(path);
    return path;
  }

  @Override
  public Object visitFunction(SqmFunction<?> function) {
    String name = function.getFunctionName();
    reads |=
        TEXTS.contains(name)
            || factory.getQueryEngine().getSqmFunctionRegistry().findFunctionDescriptor(name)
                == null;
    // The number of values is not one of them, nor is which ones are counted.
    if (!name.equals("count")) {
      for (SqmTypedNode<?> argument : function.getArguments()) {
        argument.accept(this);
      }
    }
    return function;
  }

  @Override
  public Object visitExistsPredicate(SqmExistsPredicate predicate) {
    return predicate;
  }

  @Override
  public Object visitSubQueryExpression(SqmSubQuery<?> query) {
    return path(query);
  }

  @Override
  public Object visitBasicValuedPath(SqmBasicValuedSimplePath<?> path) {
    return path(path);
  }

  @Override
  public Object visitEmbeddableValuedPath(SqmEmbeddedValuedSimplePath<?> path) {
    return path(path);
  }

  @Override
  public Object visitEntityValuedPath(SqmEntityValuedSimplePath<?> path) {
    return path(path);
  }

  @Override
  public Object visitPluralValuedPath(SqmPluralValuedSimplePath<?> path) {
    return path(path);
  }

  @Override
  public Object visitIndexedPluralAccessPath(SqmIndexedCollectionAccessPath<?> path) {
    return path(path);
  }

  @Override
  public Object visitFunctionPath(SqmFunctionPath<?> path) {
    path.getFunction().accept(this);
    return path;
  }

  @Override
  public Object visitTreatedPath(SqmTreatedPath<?, ?> path) {
    return path(path);
  }
}
