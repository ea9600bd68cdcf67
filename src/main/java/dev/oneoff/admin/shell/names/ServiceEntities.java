package dev.oneoff.admin.shell.names;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The service's entities, and their parts. */
public final class ServiceEntities {

  private final Metamodel model;
  private final List<Class<?>> types;
  private final Map<String, Class<?>> byName = new TreeMap<>();

  public ServiceEntities(EntityManagerFactory factory) {
    model = factory.getMetamodel();
    types =
        model.getManagedTypes().stream()
            .<Class<?>>map(ManagedType::getJavaType)
            // What is mapped without a class of its own has none.
            .filter(type -> type != null && type != Map.class)
            .toList();
    model
        .getEntities()
        .forEach(
            entity -> {
              Class<?> type = entity.getJavaType();
              if (type != null && Modifier.isPublic(type.getModifiers())) {
                byName.putIfAbsent(type.getSimpleName(), type);
              }
            });
  }

  /** What the mapping says about them. */
  public Metamodel model() {
    return model;
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
