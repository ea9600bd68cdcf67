package dev.oneoff.admin.entity;

import dev.oneoff.admin.Listed;
import jakarta.persistence.Entity;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the service's entities as its build listed them, for commands that do not boot.
 * Entities mapped only in XML are not included.
 */
public final class EntityNames implements Iterable<String> {

  // picocli creates one.
  public EntityNames() {}

  @Override
  public Iterator<String> iterator() {
    Set<String> names = new TreeSet<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (String name : Listed.ENTITIES.read(loader)) {
      try {
        names.add(name(Class.forName(name, false, loader)));
      } catch (ClassNotFoundException | LinkageError e) {
        // From an older build. It is not completed, and does no other harm.
      }
    }
    return names.iterator();
  }

  private static String name(Class<?> type) {
    Entity entity = type.getAnnotation(Entity.class);
    return entity == null || entity.name().isEmpty() ? type.getSimpleName() : entity.name();
  }
}
