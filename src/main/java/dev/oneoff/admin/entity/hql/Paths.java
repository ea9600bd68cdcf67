package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.entity.Column;
import dev.oneoff.admin.entity.EntityColumns;
import dev.oneoff.admin.entity.SensitiveMapping;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.query.sqm.tree.domain.SqmCteRoot;
import org.hibernate.query.sqm.tree.domain.SqmDerivedRoot;
import org.hibernate.query.sqm.tree.domain.SqmFunctionPath;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmTreatedPath;
import org.hibernate.query.sqm.tree.expression.SqmTuple;
import org.hibernate.query.sqm.tree.from.SqmCteJoin;
import org.hibernate.query.sqm.tree.from.SqmDerivedJoin;
import org.hibernate.query.sqm.tree.from.SqmEntityJoin;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQueryPart;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectQuery;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;
import org.jspecify.annotations.Nullable;

/** Resolves HQL paths in the model: {@code o.customer.email} is an attribute. */
final class Paths {

  private final SessionFactoryImplementor factory;

  Paths(SessionFactoryImplementor factory) {
    this.factory = factory;
  }

  /** The queries that make up a union or the like; otherwise the query itself. */
  static List<SqmQuerySpec<?>> parts(SqmQueryPart<?> part) {
    if (part instanceof SqmQueryGroup<?> group) {
      List<SqmQuerySpec<?>> parts = new ArrayList<>();
      group.getQueryParts().forEach(each -> parts.addAll(parts(each)));
      return parts;
    }
    return List.of((SqmQuerySpec<?>) part);
  }

  /** Null if it does not lead to a part of the model, but to a subquery. */
  @Nullable ModelPart part(SqmPath<?> path) {
    if (path instanceof SqmTreatedPath<?, ?> treated) {
      return entity(treated.getTreatTarget().getJavaType());
    }
    if (query(path) != null) {
      return null;
    }
    SqmPath<?> lhs = path.getLhs();
    if (lhs == null || path instanceof SqmEntityJoin) {
      return entity(path.getJavaType());
    }
    String name = path.getReferencedPathSource().getPathName();
    @Nullable ModelPart left = part(lhs);
    if (left instanceof PluralAttributeMapping several && isPartOfMany(name)) {
      return several.findSubPart(name, null);
    }
    @Nullable ManagedMappingType owner = type(left);
    if (owner == null) {
      return null;
    }
    ModelPart part = owner.findSubPart(name, null);
    return part == null && owner instanceof EntityMappingType entity
        ? entity.findSubTypesSubPart(name, null)
        : part;
  }

  // {element} and {index} are Hibernate's names for the contents of a collection.
  private static boolean isPartOfMany(String name) {
    return name.startsWith("{");
  }

  /**
   * The name of something selected: its alias, or its path.
   *
   * @param written what it looks like in the query, for anything else
   */
  static String name(SqmSelection<?> selection, String written) {
    if (selection.getAlias() != null) {
      return selection.getAlias();
    }
    if (selection.getSelectableNode() instanceof SqmPath<?> path) {
      return path.getExplicitAlias() != null ? path.getExplicitAlias() : name(path);
    }
    return written;
  }

  /** The name of a path without an alias. */
  static String name(SqmPath<?> path) {
    String name = path.getReferencedPathSource().getPathName();
    return isPartOfMany(name) && path.getLhs() != null ? name(path.getLhs()) : name;
  }

  private @Nullable EntityMappingType entity(@Nullable Class<?> type) {
    return type == null ? null : factory.getMappingMetamodel().findEntityDescriptor(type);
  }

  // What has attributes.
  private static @Nullable ManagedMappingType type(@Nullable ModelPart part) {
    if (part instanceof PluralAttributeMapping several) {
      return type(several.getElementDescriptor());
    }
    if (part instanceof EntityValuedModelPart entity) {
      return entity.getEntityMappingType();
    }
    return part instanceof EmbeddableValuedModelPart embedded
        ? embedded.getEmbeddableTypeDescriptor()
        : null;
  }

  /** The columns of something that has several; empty for a plain value. */
  List<Column> columns(SqmSelectableNode<?> node, String prefix, boolean sensitive) {
    @Nullable ModelPart part = node instanceof SqmPath<?> path ? part(path) : null;
    // An expression can return an entity too.
    @Nullable ManagedMappingType type = part == null ? entity(javaType(node)) : type(part);
    if (type instanceof EntityMappingType entity) {
      return EntityColumns.of(entity, prefix);
    }
    return type instanceof org.hibernate.metamodel.mapping.EmbeddableMappingType embeddable
        ? EntityColumns.of(embeddable, prefix, sensitive)
        : List.of();
  }

  private static @Nullable Class<?> javaType(SqmSelectableNode<?> node) {
    return node.getNodeJavaType() == null ? null : node.getNodeJavaType().getJavaTypeClass();
  }

  /**
   * Whether a value is a sensitive attribute, through however many subqueries, or derived from one.
   */
  boolean sensitive(SqmSelectableNode<?> node) {
    if (node instanceof SqmTuple<?> tuple) {
      return tuple.getGroupedExpressions().stream().anyMatch(this::sensitive);
    }
    if (node instanceof SqmSubQuery<?> query) {
      return parts(query.getQueryPart()).stream()
          .flatMap(part -> part.getSelectClause().getSelections().stream())
          .anyMatch(selection -> sensitive(selection.getSelectableNode()));
    }
    if (node instanceof SqmPath<?> path && !(node instanceof SqmFunctionPath)) {
      return sensitive(path);
    }
    return !(node instanceof SqmDynamicInstantiation)
        && ReadsSensitive.in(node, factory, this::sensitive);
  }

  private boolean sensitive(SqmPath<?> path) {
    SqmPath<?> lhs = path.getLhs();
    if (lhs == null || path instanceof SqmTreatedPath) {
      return false;
    }
    String name = path.getReferencedPathSource().getPathName();
    @Nullable SqmSelectQuery<?> query = query(lhs);
    if (query != null) {
      return parts(query.getQueryPart()).stream().anyMatch(part -> sensitive(part, name, query));
    }
    @Nullable ManagedMappingType owner = type(part(lhs));
    @Nullable ModelPart part = part(path);
    // Anything inside something sensitive is sensitive too.
    return (owner != null && part != null && sensitive(owner, part)) || sensitive(lhs);
  }

  // A path may lead to an attribute that only subclasses of the entity have.
  private static boolean sensitive(ManagedMappingType owner, ModelPart part) {
    return SensitiveMapping.attribute(owner, part)
        || (owner instanceof EntityMappingType entity
            && entity.getSubMappingTypes().stream()
                .anyMatch(below -> SensitiveMapping.attribute(below, part)));
  }

  // In a union the columns are named by its first query.
  private boolean sensitive(SqmQuerySpec<?> part, String name, SqmSelectQuery<?> query) {
    List<SqmSelection<?>> named =
        parts(query.getQueryPart()).get(0).getSelectClause().getSelections();
    List<SqmSelection<?>> selections = part.getSelectClause().getSelections();
    for (int i = 0; i < selections.size() && i < named.size(); i++) {
      if (name.equals(named.get(i).getAlias())
          && sensitive(selections.get(i).getSelectableNode())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable SqmSelectQuery<?> query(SqmPath<?> from) {
    if (from instanceof SqmDerivedRoot<?> root) {
      return root.getQueryPart();
    }
    if (from instanceof SqmDerivedJoin<?> join) {
      return join.getQueryPart();
    }
    if (from instanceof SqmCteRoot<?> root) {
      return root.getCte().getCteDefinition();
    }
    return from instanceof SqmCteJoin<?> join ? join.getCte().getCteDefinition() : null;
  }
}
