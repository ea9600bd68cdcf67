package dev.oneoff.admin.shell.names;

import dev.oneoff.admin.entity.PersistenceUnits;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The service's own beans by the names of their classes: {@code orders} is the bean of class {@code
 * Orders}. Beans that nothing injects are not in the jar.
 */
public final class ServiceBeans {

  public static final String ENTITY_MANAGER = "em";

  /** Packages whose beans do not belong to a service. */
  private static final List<String> FOREIGN =
      List.of(
          "dev.oneoff.admin.",
          "io.quarkus.",
          "io.quarkiverse.",
          "io.smallrye.",
          "io.vertx.",
          "io.agroal.",
          "io.micrometer.",
          "io.opentelemetry.",
          "com.arjuna.",
          "com.fasterxml.",
          "org.hibernate.",
          "org.jboss.",
          "org.eclipse.microprofile.",
          "jakarta.",
          "java.",
          "picocli.");

  /** A bean and the type by which code can name it. */
  public record Named(Class<?> type, InjectableBean<?> bean) {}

  private final Map<String, Named> byName = new TreeMap<>();

  public ServiceBeans() {
    Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .filter(ServiceBeans::isTheServices)
        .sorted(Comparator.comparing(bean -> bean.getBeanClass().getName()))
        .forEach(this::add);
  }

  private static boolean isTheServices(Bean<?> bean) {
    String name = bean.getBeanClass().getName();
    return bean instanceof InjectableBean<?> injectable
        && injectable.getKind() == InjectableBean.Kind.CLASS
        // Classes that Quarkus generates for a class of the service are in its package too.
        && bean.getBeanClass().getSimpleName().indexOf('$') < 0
        && FOREIGN.stream().noneMatch(name::startsWith);
  }

  private void add(Bean<?> bean) {
    String simple = bean.getBeanClass().getSimpleName();
    String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    if (!SourceVersion.isKeyword(name) && !name.equals(ENTITY_MANAGER)) {
      byName.putIfAbsent(name, new Named(visible(bean.getBeanClass()), (InjectableBean<?>) bean));
    }
  }

  // For a package-private class, code elsewhere sees its superclass.
  private static Class<?> visible(Class<?> type) {
    Optional<Class<?>> found = Optional.empty();
    for (Class<?> part = type; part != null && found.isEmpty(); part = part.getSuperclass()) {
      found =
          Stream.concat(Stream.of(part), Stream.of(part.getInterfaces()))
              .filter(each -> Modifier.isPublic(each.getModifiers()) && each != Object.class)
              .<Class<?>>map(each -> each)
              .findFirst();
    }
    return found.orElse(Object.class);
  }

  /** The names, and their types to the compiler. */
  public Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new TreeMap<>();
    byName.forEach((name, named) -> types.put(name, named.type()));
    types.put(ENTITY_MANAGER, EntityManager.class);
    return types;
  }

  /** The beans by their names. */
  public Map<String, Named> named() {
    return byName;
  }

  /** The value of a name. */
  public Object get(String name) {
    if (name.equals(ENTITY_MANAGER)) {
      return PersistenceUnits.required().session();
    }
    Named named = byName.get(name);
    if (named == null) {
      throw new IllegalArgumentException("There is no bean '" + name + "'.");
    }
    return Arc.container().instance(named.bean()).get();
  }
}
