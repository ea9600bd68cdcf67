package dev.oneoff.admin.shell.engine;

import dev.oneoff.admin.shell.compiler.CompiledClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * An entity as its author wrote it, for the compiler: its fields are public again, Hibernate's
 * additions are gone, and Panache's finders return its type. It is never loaded.
 */
final class EntityShadow extends ClassVisitor {

  private static final String HIBERNATES = "$$_hibernate_";
  // They would add asManagedEntity() and the like.
  private static final String INTERFACES = "org/hibernate/engine/spi/";

  private final Class<?> type;
  private final Set<String> properties;

  private EntityShadow(ClassVisitor next, Class<?> type, Set<String> properties) {
    super(Opcodes.ASM9, next);
    this.type = type;
    this.properties = properties;
  }

  /** Empty if it would be no different. */
  static Optional<CompiledClass> of(Class<?> type, EntityFields fields) {
    Set<String> properties = new HashSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (fields.isProperty(field)) {
        properties.add(field.getName());
      }
    }
    if (properties.isEmpty()
        && !EntityFinders.concern(type)
        && Stream.of(type.getInterfaces()).noneMatch(each -> isHibernates(name(each)))) {
      return Optional.empty();
    }
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes(type))
        .accept(new EntityShadow(writer, type, properties), ClassReader.SKIP_CODE);
    return Optional.of(new CompiledClass(type.getName(), writer.toByteArray()));
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static boolean isHibernates(String name) {
    return name.startsWith(INTERFACES);
  }

  private static byte[] bytes(Class<?> type) {
    String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(type + " has no class file.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      String superName,
      String[] interfaces) {
    super.visit(
        version,
        access,
        name,
        signature == null ? null : signature.replaceAll("L" + INTERFACES + "\\w+;", ""),
        superName,
        Stream.of(interfaces).filter(each -> !isHibernates(each)).toArray(String[]::new));
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    if (name.startsWith(HIBERNATES)) {
      return null;
    }
    int shown =
        properties.contains(name) ? (access & ~Opcodes.ACC_PROTECTED) | Opcodes.ACC_PUBLIC : access;
    return super.visitField(shown, name, descriptor, signature, value);
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return name.startsWith(HIBERNATES) || EntityFinders.replace(type, access, name)
        ? null
        : super.visitMethod(access, name, descriptor, signature, exceptions);
  }

  @Override
  public void visitEnd() {
    EntityFinders.declare(type, cv);
    super.visitEnd();
  }
}
