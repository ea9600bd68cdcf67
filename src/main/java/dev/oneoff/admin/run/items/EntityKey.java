package dev.oneoff.admin.run.items;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.origin.Masking;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.type.descriptor.java.JavaType;

/**
 * An entity's identifier, in HQL and in SQL.
 *
 * @param name the entity's name in HQL
 * @param paths the HQL path of each part of the identifier
 */
public record EntityKey<T>(
    Class<T> type,
    String name,
    List<String> paths,
    List<JavaType<?>> types,
    EntityPersister persister) {

  static <T> EntityKey<T> of(Class<T> type, Session session) {
    EntityType<T> entity = session.getMetamodel().entity(type);
    List<SingularAttribute<?, ?>> parts = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (SingularAttribute<?, ?> attribute : identifiers(entity)) {
      if (attribute.getType() instanceof EmbeddableType<?> embedded) {
        embedded.getSingularAttributes().stream()
            .sorted(Comparator.comparing(Attribute::getName))
            .forEach(
                part -> {
                  parts.add(part);
                  paths.add(attribute.getName() + "." + part.getName());
                });
      } else {
        parts.add(attribute);
        paths.add(attribute.getName());
      }
    }
    SessionFactoryImplementor factory =
        session.getSessionFactory().unwrap(SessionFactoryImplementor.class);
    List<JavaType<?>> types = new ArrayList<>();
    for (SingularAttribute<?, ?> part : parts) {
      if (part.isAssociation() || part.getType() instanceof EmbeddableType<?>) {
        throw AdminException.failed(
            "The identifier of "
                + entity.getName()
                + " holds "
                + part.getName()
                + ", which is not a plain value. Use Items.ofTable or a Cursor.",
            null);
      }
      types.add(
          factory
              .getTypeConfiguration()
              .getJavaTypeRegistry()
              .resolveDescriptor(part.getJavaType()));
    }
    return new EntityKey<>(
        type,
        entity.getName(),
        paths,
        types,
        factory.getMappingMetamodel().getEntityDescriptor(type));
  }

  private static <T> List<SingularAttribute<?, ?>> identifiers(EntityType<T> entity) {
    if (entity.hasSingleIdAttribute()) {
      return List.of(entity.getId(entity.getIdType().getJavaType()));
    }
    return List.copyOf(
        entity.getIdClassAttributes().stream()
            .sorted(Comparator.comparing(Attribute::getName))
            .toList());
  }

  Key key(List<?> values) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      parts.add(text(types.get(i), values.get(i)));
    }
    return new Key(parts);
  }

  @SuppressWarnings("unchecked")
  private static <V> String text(JavaType<V> type, Object value) {
    return type.toString((V) value);
  }

  /** The key of a loaded entity. */
  Key keyOf(Object entity) {
    Object identifier = persister.getIdentifier(entity);
    if (paths.size() == 1 && !paths.get(0).contains(".")) {
      return key(List.of(identifier));
    }
    List<Object> values = new ArrayList<>();
    for (String path : paths) {
      values.add(read(identifier, path.substring(path.indexOf('.') + 1)));
    }
    return key(values);
  }

  private static Object read(Object identifier, String attribute) {
    try {
      Field field = identifier.getClass().getDeclaredField(attribute);
      field.setAccessible(true);
      return field.get(identifier);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * {@code (a > ?1 or a = ?1 and (b > ?2))}: compares all parts with the parameters from this
   * number on.
   */
  String compare(String operator, int first) {
    String strict = operator.substring(0, 1);
    StringBuilder condition = new StringBuilder("(");
    for (int i = 0; i < paths.size(); i++) {
      String parameter = "?" + (first + i);
      boolean last = i == paths.size() - 1;
      condition.append(paths.get(i)).append(' ').append(last ? operator : strict).append(' ');
      condition.append(parameter);
      if (!last) {
        condition.append(" or ").append(paths.get(i)).append(" = ").append(parameter);
        condition.append(" and (");
      }
    }
    return condition.append(")".repeat(paths.size())).toString();
  }

  /** Binds a key's parts from this number on, and returns the next number. */
  int bind(CommonQueryContract query, int first, Key key) {
    for (int i = 0; i < paths.size(); i++) {
      query.setParameter(first + i, types.get(i).fromString(key.parts().get(i)));
    }
    return first + paths.size();
  }

  /** The same in SQL. */
  KeyedTable table(Session session, Masking masking) {
    EntityIdentifierMapping identifier = persister.getIdentifierMapping();
    List<String> columns = new ArrayList<>();
    for (String path : paths) {
      String attribute = path.substring(path.indexOf('.') + 1);
      identifier.forEachSelectable(
          (index, selectable) -> {
            if (identifier.getJdbcTypeCount() == 1
                || selectable.getSelectablePath().getSelectableName().equals(attribute)
                || selectable.getSelectablePath().getFullPath().endsWith(attribute)) {
              columns.add(selectable.getSelectionExpression());
            }
          });
    }
    return session.doReturningWork(
        (Connection connection) ->
            KeyedTable.of(connection, persister.getIdentifierTableName(), columns, masking));
  }

  /**
   * Whether one statement deletes rows just as Hibernate would: nothing depends on the entity that
   * only Hibernate knows about.
   */
  public boolean plainlyDeleted() {
    return !persister.hasCascades()
        && !persister.hasCollections()
        && !persister.hasOwnedCollections()
        && persister.getSubclassEntityNames().size() == 1
        && !persister.isInherited()
        && !hasCallbacks();
  }

  private boolean hasCallbacks() {
    var callbacks = persister.getFactory().getEventEngine().getCallbackRegistry();
    return callbacks.hasRegisteredCallbacks(
            type, org.hibernate.jpa.event.spi.CallbackType.PRE_REMOVE)
        || callbacks.hasRegisteredCallbacks(
            type, org.hibernate.jpa.event.spi.CallbackType.POST_REMOVE);
  }
}
