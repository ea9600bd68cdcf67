package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/** Replaces a selection of several columns with each of those columns by itself. */
final class FlatSelection {

  private record Leaf(String name, SqmSelectableNode<?> node, boolean sensitive) {}

  private final SessionFactoryImplementor factory;
  private final Paths paths;

  FlatSelection(SessionFactoryImplementor factory) {
    this.factory = factory;
    this.paths = new Paths(factory);
  }

  /** Changes what the statement selects, and returns its new columns. */
  List<HqlSelect.Column> flatten(SqmSelectStatement<?> statement, String hql) {
    List<String> written = SelectList.of(hql);
    List<HqlSelect.Column> columns = new ArrayList<>();
    for (SqmQuerySpec<?> part : Paths.parts(statement.getQueryPart())) {
      List<Leaf> leaves = leaves(part, written);
      SqmSelectClause flat =
          new SqmSelectClause(
              part.getSelectClause().isDistinct(), factory.getQueryEngine().getCriteriaBuilder());
      for (int i = 0; i < leaves.size(); i++) {
        Leaf leaf = leaves.get(i);
        flat.addSelection(selection(leaf));
        if (columns.size() <= i) {
          columns.add(new HqlSelect.Column(leaf.name(), leaf.sensitive()));
        } else if (leaf.sensitive()) {
          // In a union the columns are named by its first query.
          columns.set(i, new HqlSelect.Column(columns.get(i).name(), true));
        }
      }
      part.setSelectClause(flat);
    }
    return columns;
  }

  private SqmSelection<?> selection(Leaf leaf) {
    return new SqmSelection<>(leaf.node(), factory.getQueryEngine().getCriteriaBuilder());
  }

  private List<Leaf> leaves(SqmQuerySpec<?> part, List<String> written) {
    List<SqmSelection<?>> selections = part.getSelectClause().getSelections();
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < selections.size(); i++) {
      SqmSelectableNode<?> node = selections.get(i).getSelectableNode();
      if (node instanceof SqmDynamicInstantiation) {
        throw AdminException.usage(
            "'new' creates an object, but a file has columns. Select the values themselves.");
      }
      String name =
          Paths.name(
              selections.get(i), written.size() == selections.size() ? written.get(i) : "value");
      boolean alone = selections.size() == 1;
      if (!(node instanceof SqmPath<?> path)
          || !add(path, paths.part(path), alone ? "" : name, name, leaves)) {
        leaves.add(new Leaf(name, node, paths.sensitive(node)));
      }
    }
    return leaves;
  }

  /**
   * Adds the parts of anything that has parts.
   *
   * @param prefix before the parts' names, without a dot
   */
  private boolean add(
      SqmPath<?> path, @Nullable ModelPart part, String prefix, String name, List<Leaf> leaves) {
    @Nullable ModelPart one =
        part instanceof PluralAttributeMapping several ? several.getElementDescriptor() : part;
    if (one instanceof EntityValuedModelPart entity) {
      addEntity(path, entity.getEntityMappingType(), prefix, leaves);
      return true;
    }
    if (one instanceof EmbeddableValuedModelPart embedded
        && embedded.getEmbeddableTypeDescriptor().getAggregateMapping() == null) {
      addEmbedded(
          path, embedded.getEmbeddableTypeDescriptor(), prefix.isEmpty() ? name : prefix, leaves);
      return true;
    }
    return false;
  }

  private void addEntity(
      SqmPath<?> path, EntityMappingType entity, String prefix, List<Leaf> leaves) {
    addIdentifier(path, entity, prefix, leaves);
    Stream.concat(Stream.of(entity), entity.getSubMappingTypes().stream())
        .flatMap(type -> Declared.attributes(type).stream())
        .map(AttributeMapping::getAttributeName)
        .distinct()
        .forEach(
            attribute -> {
              ModelPart part = part(entity, attribute);
              if (!(part instanceof PluralAttributeMapping)) {
                addAttribute(path.get(attribute, true), part, joined(prefix, attribute), leaves);
              }
            });
  }

  private static ModelPart part(EntityMappingType entity, String attribute) {
    ModelPart own = entity.findAttributeMapping(attribute);
    return own != null ? own : entity.findSubTypesSubPart(attribute, null);
  }

  private void addIdentifier(
      SqmPath<?> path, EntityMappingType entity, String prefix, List<Leaf> leaves) {
    EntityIdentifierMapping id = entity.getIdentifierMapping();
    if (id instanceof NonAggregatedIdentifierMapping several) {
      addEmbedded(path, several.getVirtualIdEmbeddable(), prefix, leaves);
    } else {
      String name = id.getAttributeName();
      addAttribute(path.get(name), id, joined(prefix, name), leaves);
    }
  }

  private void addEmbedded(
      SqmPath<?> path, EmbeddableMappingType type, String prefix, List<Leaf> leaves) {
    for (AttributeMapping part : Declared.attributes(type)) {
      addAttribute(
          path.get(part.getAttributeName()), part, joined(prefix, part.getAttributeName()), leaves);
    }
  }

  private void addAttribute(SqmPath<?> path, ModelPart part, String name, List<Leaf> leaves) {
    if (part instanceof EntityValuedModelPart toOne) {
      EntityMappingType other = toOne.getEntityMappingType();
      List<Leaf> key = new ArrayList<>();
      addIdentifier(path, other, name, key);
      key.forEach(
          leaf ->
              leaves.add(
                  new Leaf(
                      key.size() == 1 ? name : leaf.name(),
                      leaf.node(),
                      leaf.sensitive() || paths.sensitive(path))));
    } else if (!add(path, part, name, name, leaves)) {
      leaves.add(new Leaf(name, path, paths.sensitive(path)));
    }
  }

  private static String joined(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
