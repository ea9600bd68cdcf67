package dev.oneoff.admin.shell.source;

import dev.oneoff.admin.shell.engine.JavaEngine;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A declaration, parsed from JShell's description.
 *
 * @param type the declaring class, with its package and enclosing classes
 * @param member the member, if not the class itself; {@code <init>} is a constructor
 * @param parameters the types of a method's parameters, by their simple names
 */
public record Declaration(String type, Optional<String> member, List<String> parameters) {

  private static final String CONSTRUCTOR = "<init>";
  // Without anything in angle brackets.
  private static final Pattern METHOD = Pattern.compile("(?:\\S+ )?([\\w$.]+)\\((.*)\\).*");
  private static final Pattern VARIABLE = Pattern.compile("([\\w$.]+):(.*)");
  private static final Pattern NAME = Pattern.compile("[\\w$.]+");

  /**
   * Parses JShell's description.
   *
   * @param signature such as {@code Order Orders.changeStatus(long id, OrderStatus next)}
   * @param qualified a type's name with its package; unchanged for anything else
   * @return empty if it is not declared by a class
   */
  public static Optional<Declaration> of(String signature, UnaryOperator<String> qualified) {
    String plain = withoutTypeParameters(signature).strip();
    Matcher method = METHOD.matcher(plain);
    if (method.matches()) {
      String name = method.group(1);
      List<String> parameters = parameters(method.group(2));
      return isType(name)
          ? Optional.of(
              new Declaration(qualified.apply(name), Optional.of(CONSTRUCTOR), parameters))
          : member(name, parameters, qualified);
    }
    Matcher variable = VARIABLE.matcher(plain);
    if (variable.matches() && variable.group(1).startsWith(JavaEngine.AT_HAND + ".")) {
      return Optional.of(new Declaration(variable.group(2), Optional.empty(), List.of()));
    }
    return variable.matches()
        ? member(variable.group(1), List.of(), qualified)
        : NAME.matcher(plain).matches()
            ? Optional.of(new Declaration(qualified.apply(plain), Optional.empty(), List.of()))
            : Optional.empty();
  }

  private static Optional<Declaration> member(
      String name, List<String> parameters, UnaryOperator<String> qualified) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.of(
            new Declaration(
                qualified.apply(name.substring(0, dot)),
                Optional.of(name.substring(dot + 1)),
                parameters));
  }

  private static boolean isType(String name) {
    return Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1));
  }

  private static List<String> parameters(String list) {
    return list.isBlank()
        ? List.of()
        : Arrays.stream(list.split(",", -1))
            .map(each -> simple(each.strip().replaceFirst("\\s+\\w+$", "")))
            .toList();
  }

  /** A type without its package, type arguments and annotations. */
  static String simple(String type) {
    String plain = withoutTypeParameters(type.replaceAll("@\\w+\\s+", "")).strip();
    return plain.replace("...", "[]").replaceFirst("^(?:\\w+\\.)+", "");
  }

  /** A signature without anything in angle brackets. */
  public static String withoutTypeParameters(String signature) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < signature.length(); i++) {
      char c = signature.charAt(i);
      depth += c == '<' ? 1 : 0;
      if (depth == 0) {
        plain.append(c);
      }
      depth -= c == '>' ? 1 : 0;
    }
    return plain.toString();
  }

  /** The same in the place where it is declared: a class may inherit it. */
  public Declaration written() {
    try {
      @Nullable Class<?> above =
          Class.forName(type, false, Thread.currentThread().getContextClassLoader());
      while (above != null) {
        if (declares(above)) {
          return new Declaration(above.getName(), member, parameters);
        }
        above = above.getSuperclass();
      }
    } catch (ClassNotFoundException e) {
      // A nested class, or the shell's own.
    }
    return this;
  }

  private boolean declares(Class<?> in) {
    return member.isPresent()
        && Stream.<Member>concat(
                Stream.of(in.getDeclaredMethods()), Stream.of(in.getDeclaredFields()))
            .anyMatch(each -> !each.isSynthetic() && each.getName().equals(member.get()));
  }

  boolean isConstructor() {
    return member.filter(CONSTRUCTOR::equals).isPresent();
  }

  /** The class as people read it: with a dot before the member. */
  @Override
  public String toString() {
    return type + member.filter(name -> !isConstructor()).map(name -> "." + name).orElse("");
  }
}
