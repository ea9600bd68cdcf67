package dev.oneoff.admin;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@link Sensitive} for the whole toolkit, so that its scope is defined in one place. */
public final class SensitiveMember {

  private SensitiveMember() {}

  /** Whether a field or a method carries the mark. */
  public static boolean is(@Nullable Object member) {
    return member instanceof AnnotatedElement marked && marked.isAnnotationPresent(Sensitive.class);
  }

  /**
   * Whether a property is marked, on its field or its getter, in a class or a superclass, or its
   * {@linkplain SecretNames name} suggests a secret. A name shared by several is masked if any of
   * them is.
   */
  public static boolean property(@Nullable Class<?> type, String name) {
    return SecretNames.column(type == null ? "" : type.getSimpleName(), name) || marked(type, name);
  }

  /** Whether a property itself is marked, whatever its name suggests. */
  public static boolean marked(@Nullable Class<?> type, String name) {
    for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
      if (of(part).anyMatch(member -> property(member).equals(name))) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything in a class or its superclasses is marked, or named like a secret. */
  public static boolean any(@Nullable Class<?> type) {
    return type != null
        && type.getClassLoader() != null
        && !type.isEnum()
        && (of(type).findAny().isPresent() || anyNamed(type) || any(type.getSuperclass()));
  }

  // What is not stored is often a value that the class keeps for itself, such as its hash code.
  private static boolean anyNamed(Class<?> type) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
        .anyMatch(field -> SecretNames.column(type.getSimpleName(), field.getName()));
  }

  /** The members that a class itself marks. */
  public static Stream<Member> of(Class<?> type) {
    return Stream.<Member>concat(
            Stream.of(type.getDeclaredFields()), Stream.of(type.getDeclaredMethods()))
        .filter(SensitiveMember::is);
  }

  /** The name of a member's property: {@code getDoorCode()} reads {@code doorCode}. */
  public static String property(Member member) {
    String name = member.getName();
    if (member instanceof Method) {
      String bare = name.replaceFirst("^(get|is)(?=[A-Z])", "");
      return bare.equals(name)
          ? name
          : bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
    }
    return name;
  }
}
