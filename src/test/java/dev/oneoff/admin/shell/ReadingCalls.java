package dev.oneoff.admin.shell;

import dev.oneoff.orders.Customer;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;

/**
 * Every call by which code comes at entities, found by reflection, so that a new one is seen: each
 * method of Panache's entities, queries and repositories, of both sessions, and of queries.
 */
final class ReadingCalls {

  /** Those that end what they are called on, or write by plan. */
  private static final Set<String> LEFT_OUT = Set.of("close", "wait", "notify", "notifyAll");

  /** As a service would have one. */
  public static class CustomerRepository implements PanacheRepositoryBase<Customer, Long> {}

  private record Call(String name, Supplier<Object> on, Method method) {}

  private static final List<Call> ALL = new ArrayList<>();

  static {
    add("Customer", () -> Customer.class, Customer.class, true);
    add("repository", CustomerRepository::new, CustomerRepository.class, false);
    add("find", () -> Customer.find("id >= 0"), PanacheQuery.class, false);
    add("findAll", () -> Customer.findAll(Sort.by("id")).page(0, 5), PanacheQuery.class, false);
    add("em", () -> Arc.container().select(EntityManager.class).get(), EntityManager.class, false);
    add("session", ReadingCalls::session, Session.class, false);
    add(
        "stateless",
        () -> Arc.container().select(StatelessSession.class).get(),
        StatelessSession.class,
        false);
    add("query", () -> session().createQuery("from Customer", Customer.class), Query.class, false);
    add(
        "scalar",
        () -> session().createQuery("select c.name from Customer c", String.class),
        Query.class,
        false);
    add(
        "native",
        () -> session().createNativeQuery("select id from customers", Long.class),
        Query.class,
        false);
  }

  private ReadingCalls() {}

  private static Session session() {
    return Arc.container().select(Session.class).get();
  }

  private static void add(String name, Supplier<Object> on, Class<?> type, boolean statics) {
    Stream.of(type.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()) == statics)
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !LEFT_OUT.contains(method.getName()))
        .sorted(java.util.Comparator.comparing(Method::toString))
        .forEach(method -> ALL.add(new Call(name, on, method)));
  }

  /** Their number. */
  static int count() {
    return ALL.size();
  }

  /** As {@code find.count()}. */
  static String name(int number) {
    Call call = ALL.get(number);
    return call.name()
        + "."
        + call.method().getName()
        + Arrays.stream(call.method().getParameterTypes()).map(Class::getSimpleName).toList();
  }

  /** Makes one of them. */
  static Object call(int number) throws Throwable {
    Call call = ALL.get(number);
    Object[] arguments =
        Stream.of(call.method().getParameters())
            .map(parameter -> argument(call, parameter))
            .toArray();
    try {
      call.method().setAccessible(true);
      return call.method().invoke(call.on().get(), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object argument(Call call, Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == String.class) {
      return text(call);
    }
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == Class.class) {
      return call.name().equals("find") ? Named.class : Customer.class;
    }
    if (type == Object.class) {
      // An identifier.
      return 990_001L;
    }
    if (type == Object[].class) {
      return new Object[0];
    }
    return Stream.<Object>of(Map.of(), List.of(), Sort.by("id"), Page.of(0, 5), LockModeType.NONE)
        .filter(type::isInstance)
        .findFirst()
        // What can be made; of what is left none.
        .orElseGet(() -> made(type));
  }

  private static Object made(Class<?> type) {
    try {
      return type.isInterface() ? null : type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static String text(Call call) {
    return switch (call.method().getName()) {
      case "createQuery", "createSelectionQuery", "createMutationQuery" -> "from Customer";
      case "createNativeQuery", "createNativeMutationQuery" -> "select count(*) from customers";
      default -> "id >= 0";
    };
  }

  /** A projection. */
  public record Named(String name) {}
}
