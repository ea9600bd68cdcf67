package dev.oneoff.admin.entity;

import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.SensitiveMember;
import dev.oneoff.admin.database.origin.Masking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiPredicate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.sql.model.TableMapping;
import org.jspecify.annotations.Nullable;

/**
 * What is sensitive in the model, and which columns hold it: the single source of truth wherever
 * Hibernate has booted. It follows the mapping, whatever a column is called: into embedded and
 * collected values, and from a key to everything that refers to it.
 */
public final class SensitiveMapping implements Masking {

  // Their keys are what they were derived from; a factory that is closed takes its own along.
  private static final Map<SessionFactoryImplementor, SensitiveMapping> READ =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** By its names in the catalogue, in lower case and without a schema. */
  public record Column(String table, String name) {

    private static Column of(SelectableMapping column) {
      return of(column.getContainingTableExpression(), column.getSelectionExpression());
    }

    private static Column of(String table, String name) {
      return new Column(
          plain(table.replaceFirst("^.*\\.(?=[^.\"]+$|\"[^\"]*\"$)", "")), plain(name));
    }

    private static String plain(String written) {
      return written.replace("\"", "").toLowerCase(Locale.ROOT);
    }
  }

  /** A column that holds another's values. */
  private record Copy(Column column, Column of) {}

  private final BiPredicate<ManagedMappingType, ModelPart> attributes;
  private final Set<Column> columns = new HashSet<>();
  private final Set<Copy> copies = new HashSet<>();

  private SensitiveMapping(
      SessionFactoryImplementor factory, BiPredicate<ManagedMappingType, ModelPart> attributes) {
    this.attributes = attributes;
    factory.getMappingMetamodel().forEachEntityDescriptor(this::addEntity);
    boolean more = true;
    while (more) {
      more = false;
      for (Copy copy : copies) {
        more |= columns.contains(copy.of()) && columns.add(copy.column());
      }
    }
  }

  /** Of all its entities. */
  public static SensitiveMapping of(SessionFactoryImplementor factory) {
    return READ.computeIfAbsent(
        factory, known -> new SensitiveMapping(known, SensitiveMapping::attribute));
  }

  /** Only what is marked, whatever else the names suggest. */
  public static SensitiveMapping marked(SessionFactoryImplementor factory) {
    return new SensitiveMapping(factory, SensitiveMapping::marked);
  }

  @Override
  public boolean masks(String table, String column) {
    // Not every column is mapped.
    return holds(table, column) || SecretNames.column(table, column);
  }

  /** Whether it is the mapping that says so. */
  public boolean holds(String table, String column) {
    return columns.contains(Column.of('"' + table + '"', column));
  }

  /** All that are masked. */
  public List<Column> columns() {
    return columns.stream()
        .sorted(Comparator.comparing(Column::table).thenComparing(Column::name))
        .toList();
  }

  /** Whether an attribute's values are masked, or everything in them. */
  public static boolean attribute(ManagedMappingType owner, ModelPart part) {
    return marked(owner, part) || SecretNames.value(names(owner, part)) || holdsSensitive(part);
  }

  private static boolean marked(ManagedMappingType owner, ModelPart part) {
    return SensitiveMember.marked(owner.getJavaType().getJavaTypeClass(), name(part))
        || (part instanceof AttributeMapping attribute
            && SensitiveMember.is(attribute.getPropertyAccess().getGetter().getMember()));
  }

  // An identifier's own name differs from the attribute's.
  private static String name(ModelPart part) {
    return part instanceof EntityIdentifierMapping id ? id.getAttributeName() : part.getPartName();
  }

  // A reference is named after what it refers to, and holds only its key.
  private static List<SecretNames.Name> names(ManagedMappingType owner, ModelPart part) {
    List<SecretNames.Name> names = new ArrayList<>();
    if (!(part instanceof EntityValuedModelPart) && !isOfEntities(part)) {
      names.add(
          new SecretNames.Name(owner.getJavaType().getJavaTypeClass().getSimpleName(), name(part)));
    }
    ModelPart stored =
        part instanceof PluralAttributeMapping several ? several.getElementDescriptor() : part;
    if (!(stored instanceof EmbeddableValuedModelPart)) {
      columns(stored)
          .forEach(column -> names.add(new SecretNames.Name(column.table(), column.name())));
    }
    return names;
  }

  private static boolean isOfEntities(ModelPart part) {
    return part instanceof PluralAttributeMapping several
        && several.getElementDescriptor() instanceof EntityValuedModelPart;
  }

  // JSON, or the result of a converter, is one value.
  private static boolean holdsSensitive(ModelPart part) {
    return part instanceof BasicValuedModelPart
        && SensitiveMember.any(part.getJavaType().getJavaTypeClass());
  }

  /** Whether the key of an entity is masked as a whole, if it is one attribute. */
  public static boolean identifier(EntityMappingType entity) {
    return !(entity.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping)
        && attribute(entity, entity.getIdentifierMapping());
  }

  private void addEntity(EntityMappingType entity) {
    EntityIdentifierMapping id = entity.getIdentifierMapping();
    if (id instanceof NonAggregatedIdentifierMapping several) {
      addAttributes(several.getVirtualIdEmbeddable(), false);
    } else {
      add(id, attributes.test(entity, id));
    }
    addAttributes(entity, false);
    addKeys(entity, id);
  }

  // The tables of subclasses and secondary tables have the key too.
  private void addKeys(EntityMappingType entity, EntityIdentifierMapping id) {
    List<Column> key = columns(id);
    for (TableMapping table : OwnTables.of(entity)) {
      table
          .getKeyDetails()
          .forEachKeyColumn(
              (i, column) -> {
                if (i < key.size()) {
                  copies.add(
                      new Copy(
                          Column.of(table.getTableName(), column.getColumnName()), key.get(i)));
                }
              });
    }
  }

  private void addAttributes(ManagedMappingType type, boolean sensitive) {
    for (AttributeMapping attribute : Declared.attributes(type)) {
      add(attribute, sensitive || attributes.test(type, attribute));
    }
  }

  private void add(@Nullable ModelPart part, boolean sensitive) {
    if (part instanceof PluralAttributeMapping several) {
      addCollection(several, sensitive);
    } else if (part instanceof ToOneAttributeMapping toOne) {
      addReference(toOne.getForeignKeyDescriptor());
      addColumns(part, sensitive);
    } else if (part instanceof EmbeddableValuedModelPart embedded) {
      addEmbedded(embedded.getEmbeddableTypeDescriptor(), sensitive);
    } else if (part != null) {
      addColumns(part, sensitive);
    }
  }

  private void addEmbedded(EmbeddableMappingType type, boolean sensitive) {
    SelectableMapping whole = type.getAggregateMapping();
    if (whole == null) {
      addAttributes(type, sensitive);
    } else if (sensitive || holdsSensitive(type)) {
      // JSON or a composite type is one column.
      columns.add(Column.of(whole));
    }
  }

  private boolean holdsSensitive(EmbeddableMappingType type) {
    return Declared.attributes(type).stream()
        .anyMatch(
            attribute ->
                attributes.test(type, attribute)
                    || (attribute instanceof EmbeddableValuedModelPart embedded
                        && holdsSensitive(embedded.getEmbeddableTypeDescriptor())));
  }

  private void addCollection(PluralAttributeMapping several, boolean sensitive) {
    addReference(several.getKeyDescriptor());
    // Without a table of its own it is the other entity, whose key is not a secret of this one.
    boolean own = several.getSeparateCollectionTable() != null;
    addPart(several.getElementDescriptor(), own && sensitive);
    addPart(several.getIndexDescriptor(), own && sensitive);
  }

  private void addPart(@Nullable CollectionPart part, boolean sensitive) {
    if (part instanceof EmbeddableValuedModelPart embedded) {
      addEmbedded(embedded.getEmbeddableTypeDescriptor(), sensitive);
    } else if (part != null) {
      if (part instanceof ManyToManyCollectionPart many) {
        addReference(many.getForeignKeyDescriptor());
      }
      addColumns(part, sensitive);
    }
  }

  private void addColumns(ModelPart part, boolean sensitive) {
    if (sensitive) {
      columns.addAll(columns(part));
    }
  }

  private void addReference(@Nullable ForeignKeyDescriptor key) {
    if (key != null) {
      List<Column> from = new ArrayList<>();
      List<Column> to = new ArrayList<>();
      key.visitKeySelectables((i, column) -> from.add(Column.of(column)));
      key.visitTargetSelectables((i, column) -> to.add(Column.of(column)));
      for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
        copies.add(new Copy(from.get(i), to.get(i)));
      }
    }
  }

  private static List<Column> columns(ModelPart part) {
    List<Column> columns = new ArrayList<>();
    part.forEachSelectable(
        (i, column) -> {
          if (!column.isFormula()) {
            columns.add(Column.of(column));
          }
        });
    return columns;
  }
}
