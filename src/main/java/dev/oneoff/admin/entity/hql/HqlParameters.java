package dev.oneoff.admin.entity.hql;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.KindOfValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * Binds the values of {@code --param} to a query's parameters, each with the parameter's own type.
 */
final class HqlParameters {

  private final Map<String, List<String>> given;

  /**
   * The given values.
   *
   * @param given values by parameter name; a list has several
   */
  HqlParameters(Map<String, List<String>> given) {
    this.given = given;
  }

  /**
   * Binds them.
   *
   * @throws AdminException {@code USAGE} if one is missing, not in the query or of another type
   */
  void bind(SelectionQuery<?> query, SqmStatement<?> statement) {
    Map<String, SqmParameter<?>> wanted = new LinkedHashMap<>();
    for (SqmParameter<?> parameter : statement.getSqmParameters()) {
      wanted.merge(name(parameter), parameter, (a, b) -> type(a) == null ? b : a);
    }
    requireSame(wanted.keySet());
    wanted.forEach(
        (name, parameter) -> {
          List<Object> values = new ArrayList<>();
          given.getOrDefault(name, List.of()).forEach(text -> values.add(value(parameter, text)));
          bind(query, parameter, values);
        });
  }

  private void requireSame(Set<String> wanted) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    missing.removeAll(given.keySet());
    if (!missing.isEmpty()) {
      throw AdminException.usage(
          "The query has parameters without a value. Give "
              + missing.stream()
                  .map(name -> "--param " + name + "=…")
                  .collect(Collectors.joining(" "))
              + ".");
    }
    Set<String> unknown = new LinkedHashSet<>(given.keySet());
    unknown.removeAll(wanted);
    if (!unknown.isEmpty()) {
      throw AdminException.usage(
          "The query has no parameter '"
              + unknown.iterator().next()
              + (wanted.isEmpty()
                  ? "', and no others. A parameter is written as :name."
                  : "'. It has " + String.join(", ", wanted) + "."));
    }
  }

  private static void bind(
      SelectionQuery<?> query, SqmParameter<?> parameter, List<Object> values) {
    if (values.size() > 1 && !parameter.allowMultiValuedBinding()) {
      throw AdminException.usage(
          "The parameter '" + name(parameter) + "' takes one value. A list goes after 'in'.");
    }
    boolean list = values.size() > 1;
    if (parameter.getName() != null && list) {
      query.setParameterList(parameter.getName(), values);
    } else if (parameter.getName() != null) {
      query.setParameter(parameter.getName(), values.get(0));
    } else if (list) {
      query.setParameterList(parameter.getPosition(), values);
    } else {
      query.setParameter(parameter.getPosition(), values.get(0));
    }
  }

  private static String name(SqmParameter<?> parameter) {
    return parameter.getName() != null
        ? parameter.getName()
        : String.valueOf(parameter.getPosition());
  }

  private static Object value(SqmParameter<?> parameter, String text) {
    @Nullable JavaType<?> type = type(parameter);
    if (type == null) {
      return text;
    }
    try {
      return type.fromString(text);
    } catch (RuntimeException e) {
      throw AdminException.usage(
          String.format(
              Locale.ROOT,
              "'%s' is not a value for the parameter '%s'. Expected: %s.",
              text,
              name(parameter),
              KindOfValue.of(type.getJavaTypeClass())));
    }
  }

  // What it is compared with determines it.
  private static @Nullable JavaType<?> type(SqmParameter<?> parameter) {
    return parameter.getNodeType() == null
        ? null
        : parameter.getNodeType().getExpressibleJavaType();
  }
}
