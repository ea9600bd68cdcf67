package dev.oneoff.admin.shell.engine;

import dev.oneoff.admin.start.Extension;
import jakarta.persistence.Entity;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Panache's static methods as they would be declared for one entity. Panache leaves it to the
 * caller to state the result's type, and {@code var o = Order.findById(1)} does not state it.
 */
final class EntityFinders {

  /** Panache's own class of entities; where the service has no Panache, one that no entity is. */
  private static final Class<?> BASE = Extension.PANACHE.type().orElse(EntityFinders.class);

  /** Those that return the type they are called on, or many of it. */
  private static final List<Method> ALL =
      Stream.of(BASE.getMethods())
          .filter(method -> Modifier.isStatic(method.getModifiers()))
          .filter(method -> method.getTypeParameters().length == 1)
          .filter(method -> method.getTypeParameters()[0].getBounds()[0] == BASE)
          .toList();

  private EntityFinders() {}

  /** Whether a class is shown with methods that it does not have. */
  static boolean concern(Class<?> type) {
    return type == BASE || isFound(type);
  }

  private static boolean isFound(Class<?> type) {
    return type.isAnnotationPresent(Entity.class) && BASE.isAssignableFrom(type);
  }

  /**
   * The classes, and the one in which Panache declares them: they would work just as well there.
   */
  static Set<Class<?>> with(Collection<Class<?>> entities) {
    Set<Class<?>> all = new LinkedHashSet<>(entities);
    if (entities.stream().anyMatch(EntityFinders::isFound)) {
      all.add(BASE);
    }
    return all;
  }

  /** Declares all of them, except what the entity declares itself. */
  static void declare(Class<?> entity, ClassVisitor shadow) {
    for (Method finder : ALL) {
      if (isFound(entity) && !isDeclared(entity, finder)) {
        declare(finder, entity, shadow);
      }
    }
  }

  // What Quarkus generates is synthetic.
  private static boolean isDeclared(Class<?> entity, Method finder) {
    return Stream.of(entity.getDeclaredMethods())
        .anyMatch(
            method ->
                !method.isSynthetic()
                    && method.getName().equals(finder.getName())
                    && Arrays.equals(method.getParameterTypes(), finder.getParameterTypes()));
  }

  private static void declare(Method finder, Class<?> entity, ClassVisitor shadow) {
    String of = Type.getDescriptor(entity);
    MethodVisitor method =
        shadow.visitMethod(
            finder.getModifiers(),
            finder.getName(),
            Type.getMethodDescriptor(
                finder.getReturnType() == BASE
                    ? Type.getType(entity)
                    : Type.getType(finder.getReturnType()),
                Type.getArgumentTypes(finder)),
            Stream.of(finder.getGenericParameterTypes())
                .map(each -> signature(each, of))
                .collect(
                    Collectors.joining(
                        "", "(", ")" + signature(finder.getGenericReturnType(), of))),
            null);
    for (Parameter parameter : finder.getParameters()) {
      method.visitParameter(parameter.getName(), 0);
    }
    method.visitEnd();
  }

  private static String signature(java.lang.reflect.Type type, String entity) {
    if (type instanceof TypeVariable<?>) {
      return entity;
    }
    if (type instanceof ParameterizedType generic) {
      String raw = Type.getDescriptor((Class<?>) generic.getRawType());
      return Stream.of(generic.getActualTypeArguments())
          .map(each -> signature(each, entity))
          .collect(Collectors.joining("", raw.substring(0, raw.length() - 1) + "<", ">;"));
    }
    return type instanceof Class<?> plain ? Type.getDescriptor(plain) : "*";
  }

  /** Whether a method gives way: Panache's own one, or what Quarkus generated from it. */
  static boolean replace(Class<?> type, int access, String name) {
    return concern(type)
        && (access & Opcodes.ACC_STATIC) != 0
        && (type == BASE || (access & Opcodes.ACC_SYNTHETIC) != 0)
        && ALL.stream().anyMatch(finder -> finder.getName().equals(name));
  }

  /**
   * The actual descriptor of a call; empty if the compiler was shown the actual one.
   *
   * @param descriptor parameter and return types as known to the compiler
   */
  static Optional<String> erased(Class<?> owner, String name, String descriptor) {
    if (!BASE.isAssignableFrom(owner) || isOf(owner, name, descriptor)) {
      return Optional.empty();
    }
    return ALL.stream()
        .filter(finder -> finder.getName().equals(name))
        .map(Type::getMethodDescriptor)
        .filter(
            real -> Arrays.equals(Type.getArgumentTypes(real), Type.getArgumentTypes(descriptor)))
        .findFirst();
  }

  private static boolean isOf(Class<?> owner, String name, String descriptor) {
    return Stream.of(owner.getMethods())
        .filter(method -> method.getName().equals(name))
        .map(Type::getMethodDescriptor)
        .anyMatch(descriptor::equals);
  }
}
