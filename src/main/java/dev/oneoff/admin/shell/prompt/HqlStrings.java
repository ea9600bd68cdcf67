package dev.oneoff.admin.shell.prompt;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which strings in Java are queries, and what completes them: determined by the method that they
 * are passed to.
 */
public final class HqlStrings {

  // Methods that create a native or a named query are not among them.
  private static final Set<String> WHOLE =
      Set.of("createQuery", "createSelectionQuery", "createMutationQuery");
  private static final Set<String> PANACHE =
      Set.of("find", "list", "stream", "count", "delete", "update");
  private static final Set<String> SORT = Set.of("by", "and", "ascending", "descending");

  private final HqlNames names;
  private final Map<String, Class<?>> beans;

  /**
   * Those of a service.
   *
   * @param beans the predefined beans by name; some of them are an entity's repository
   */
  public HqlStrings(List<EntityType<?>> entities, Map<String, Class<?>> beans) {
    this.names = new HqlNames(entities);
    this.beans = beans;
  }

  /** What could replace the last word; empty if the string is not a query. */
  Optional<Proposed> in(OpenText text) {
    if (text.calls().isEmpty()) {
      return Optional.empty();
    }
    String called = method(text.calls().get(0));
    if (SORT.contains(called)) {
      return entity(text.calls())
          .map(type -> new Proposed(text.before(), HqlNames.attributes(type).toList()));
    }
    // The query is followed by its parameters.
    if (text.argument() > 0) {
      return Optional.empty();
    }
    if (WHOLE.contains(called)) {
      return Optional.of(proposed(text, Optional.empty()));
    }
    return Optional.of(text.calls().subList(0, 1))
        .filter(calls -> PANACHE.contains(called))
        .flatMap(this::entity)
        .map(entity -> proposed(text, Optional.of(entity)));
  }

  private Proposed proposed(OpenText text, Optional<ManagedType<?>> given) {
    HqlText hql = new HqlText(names, given, text.before(), text.after());
    return new Proposed(hql.word(), hql.proposals().distinct().toList());
  }

  /**
   * What could follow.
   *
   * @param word the part of it that has been typed already
   */
  record Proposed(String word, List<String> names) {

    Stream<String> fitting() {
      return names.stream().filter(name -> name.startsWith(word) && !name.equals(word));
    }
  }

  private static String method(String call) {
    return call.substring(call.lastIndexOf('.') + 1);
  }

  private Optional<ManagedType<?>> entity(List<String> calls) {
    return calls.stream()
        .filter(call -> call.lastIndexOf('.') > 0)
        .flatMap(call -> ofReceiver(call.substring(0, call.lastIndexOf('.'))).stream())
        .findFirst();
  }

  private Optional<ManagedType<?>> ofReceiver(String receiver) {
    Class<?> bean = beans.get(receiver);
    return names
        .entity(method(receiver))
        .or(() -> bean == null ? Optional.empty() : ofRepository(bean));
  }

  // PanacheRepository<Order>, and anything else generic in an entity.
  private Optional<ManagedType<?>> ofRepository(@Nullable Class<?> type) {
    if (type == null) {
      return Optional.empty();
    }
    return Stream.concat(
            Stream.ofNullable(type.getGenericSuperclass()),
            Arrays.stream(type.getGenericInterfaces()))
        .filter(ParameterizedType.class::isInstance)
        .flatMap(each -> Arrays.stream(((ParameterizedType) each).getActualTypeArguments()))
        .map(Type::getTypeName)
        .flatMap(name -> names.entity(name).stream())
        .findFirst()
        .or(() -> ofRepository(type.getSuperclass()));
  }
}
