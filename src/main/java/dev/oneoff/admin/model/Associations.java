package dev.oneoff.admin.model;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.model.Model.Kind;
import dev.oneoff.admin.model.Model.Relation;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping.Cardinality;

/** What Hibernate's mapping says about the associations between entities. */
final class Associations {

  private Associations() {}

  static Relation of(String name, ModelPart part) {
    if (part instanceof PluralAttributeMapping several) {
      return ofMany(name, several);
    }
    ToOneAttributeMapping one = (ToOneAttributeMapping) part;
    boolean owned = one.getSideNature() == ForeignKeyDescriptor.Nature.KEY;
    return new Relation(
        name,
        one.getCardinality() == Cardinality.MANY_TO_ONE ? Kind.MANY_TO_ONE : Kind.ONE_TO_ONE,
        one.getAssociatedEntityMappingType().getImportedName(),
        columns(one.getForeignKeyDescriptor(), !owned),
        owned,
        one.isNullable());
  }

  private static Relation ofMany(String name, PluralAttributeMapping several) {
    List<String> columns = columns(several.getKeyDescriptor(), true);
    if (several.getElementDescriptor() instanceof EntityCollectionPart others) {
      Kind kind =
          others.getCardinality() == EntityCollectionPart.Cardinality.MANY_TO_MANY
              ? Kind.MANY_TO_MANY
              : Kind.ONE_TO_MANY;
      String target = ((EntityValuedModelPart) others).getEntityMappingType().getImportedName();
      return new Relation(name, kind, target, columns, false, true);
    }
    return new Relation(
        name,
        Kind.VALUES,
        several.getElementDescriptor().getJavaType().getJavaTypeClass().getSimpleName(),
        columns,
        true,
        true);
  }

  private static List<String> columns(ForeignKeyDescriptor key, boolean elsewhere) {
    List<String> columns = new ArrayList<>();
    key.visitKeySelectables((index, column) -> columns.add(name(column, elsewhere)));
    return columns;
  }

  private static String name(SelectableMapping column, boolean elsewhere) {
    String name = Identifier.catalogued(column.getSelectionExpression());
    return elsewhere ? column.getContainingTableExpression() + "." + name : name;
  }
}
