package dev.oneoff.admin.run.items;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.entity.EntityId;
import java.sql.Connection;
import java.util.ArrayList;
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
    EntityId id,
    List<String> paths,
    List<JavaType<?>> types,
    EntityPersister persister) {

  static <T> EntityKey<T> of(Class<T> type, Session session) {
    EntityPersister persister =
        session
            .getSessionFactory()
            .unwrap(SessionFactoryImplementor.class)
            .getMappingMetamodel()
            .getEntityDescriptor(type);
    // Saved cursors are in this order.
    EntityId id = EntityId.of(persister).byName();
    String name = persister.getImportedName();
    id.notPlain()
        .ifPresent(
            part -> {
              throw AdminException.failed(
                  "The identifier of "
                      + name
                      + " holds "
                      + part
                      + ", which is not a plain value. Use Items.ofTable or a Cursor.",
                  null);
            });
    return new EntityKey<>(type, name, id, id.paths(), id.types(), persister);
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
    return key(id.values(entity));
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
