package dev.oneoff.admin;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
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
    return SecretNames.column(name) || marked(type, name);
  }

  private static boolean marked(@Nullable Class<?> type, String name) {
    for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
      if (of(part).anyMatch(member -> property(member).equals(name))) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything in a class or its superclasses is marked. */
  public static boolean any(@Nullable Class<?> type) {
    return type != null
        && type != Object.class
        && (of(type).findAny().isPresent() || any(type.getSuperclass()));
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
