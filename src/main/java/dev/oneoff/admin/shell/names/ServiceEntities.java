package dev.oneoff.admin.shell.names;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Hibernate;

/** The service's entities, and their parts. */
public final class ServiceEntities {

  private final List<EntityType<?>> mapped = new ArrayList<>();
  private final List<Class<?>> types = new ArrayList<>();
  private final Map<String, Class<?>> byName = new TreeMap<>();
  private final Map<Class<?>, EntityManagerFactory> factories = new HashMap<>();

  /** Those of these persistence units. */
  public ServiceEntities(List<? extends EntityManagerFactory> units) {
    units.forEach(this::add);
  }

  private void add(EntityManagerFactory unit) {
    unit.getMetamodel().getManagedTypes().stream()
        .<Class<?>>map(ManagedType::getJavaType)
        // What is mapped without a class of its own has none.
        .filter(type -> type != null && type != Map.class)
        .forEach(types::add);
    for (EntityType<?> entity : unit.getMetamodel().getEntities()) {
      mapped.add(entity);
      Class<?> type = entity.getJavaType();
      if (type != null) {
        factories.putIfAbsent(type, unit);
        if (Modifier.isPublic(type.getModifiers())) {
          byName.putIfAbsent(type.getSimpleName(), type);
        }
      }
    }
  }

  /** What the mapping says about them. */
  public List<EntityType<?>> mapped() {
    return mapped;
  }

  /** The key of one. */
  public Object identifier(Object entity) {
    Class<?> type = Hibernate.getClassLazy(entity);
    EntityManagerFactory unit = factories.get(type);
    if (unit == null) {
      throw new IllegalArgumentException(type + " is not an entity.");
    }
    return unit.getPersistenceUnitUtil().getIdentifier(entity);
  }

  /** Entities, embeddables and their superclasses. */
  public List<Class<?>> types() {
    return types;
  }

  /** Entities that code can name, by their simple names. */
  public Map<String, Class<?>> byName() {
    return byName;
  }
}
