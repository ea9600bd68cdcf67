package dev.oneoff.admin.shell.prompt;

import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which texts in Java are queries, and what completes them: by the method that they are for. */
public final class HqlStrings {

  // What makes a query of SQL or by its name is none of them.
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
   * @param beans what is at hand by name; of those some are an entity's repository
   */
  public HqlStrings(Metamodel model, Map<String, Class<?>> beans) {
    this.names = new HqlNames(model);
    this.beans = beans;
  }

  /** What could stand in the place of the last word; nothing where the text is no query. */
  Optional<Proposed> in(OpenText text) {
    if (text.calls().isEmpty()) {
      return Optional.empty();
    }
    String called = method(text.calls().get(0));
    if (SORT.contains(called)) {
      return entity(text.calls())
          .map(type -> new Proposed(text.before(), HqlNames.attributes(type).toList()));
    }
    // Behind the query its parameters stand.
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
   * @param word what is typed of it already
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

  // PanacheRepository<Order>, and whatever else is generic in an entity.
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
