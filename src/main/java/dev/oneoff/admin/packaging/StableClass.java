package dev.oneoff.admin.packaging;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Makes builds reproducible: the classes that Quarkus and Hibernate write anew in each build come
 * out the same. Names that are random or counted by racing threads are given again in the order of
 * the jar, and what stands in the order of a hash table is sorted. None of it has an effect at run
 * time.
 */
final class StableClass {

  private static final String RECORDED = "io/quarkus/runner/recorded/";
  private static final String CONFIGURATION = "io/quarkus/runtime/generated/";
  private static final String SHARED_CONFIGURATION = CONFIGURATION + "SharedConfig.class";
  private static final String SYNTHETIC_BEAN = "_Synthetic_Bean.class";
  private static final String PROXY = "$HibernateProxy.class";
  private static final String ENHANCED = "Lorg/hibernate/bytecode/enhance/spi/EnhancementInfo;";

  /** Under which a build's steps leave objects for each other: one counter for all threads. */
  private static final Pattern KEY = Pattern.compile("proxykey\\d+");

  /** A field of a proxy; Byte Buddy makes the middle random. */
  private static final Pattern CACHED_VALUE = Pattern.compile("(cachedValue\\$)\\w+(\\$\\w+)");

  private final ClassLoader jar;
  private final Map<String, byte[]> generated;
  private final Map<String, String> keys = new HashMap<>();

  /**
   * For one jar.
   *
   * @param contents all classes of the jar of which {@link #isOfAGroup} is true, in the order of
   *     their names
   * @param jar finds the classes to which they refer
   */
  StableClass(Map<String, byte[]> contents, ClassLoader jar) {
    this.jar = jar;
    ConfigMappings mappings = ConfigMappings.of(contents.get(SHARED_CONFIGURATION));
    this.generated = rewritten(contents, mappings);
  }

  // They refer to each other by these names: all of them are rewritten or none.
  private Map<String, byte[]> rewritten(Map<String, byte[]> contents, ConfigMappings mappings) {
    Map<String, byte[]> rewritten = new HashMap<>();
    for (Map.Entry<String, byte[]> each : contents.entrySet()) {
      UnaryOperator<String> names =
          each.getKey().startsWith(RECORDED) ? this::key : mappings::stableName;
      Optional<byte[]> verified = verified(each.getValue(), names);
      if (verified.isEmpty()) {
        return Map.of();
      }
      rewritten.put(each.getKey(), verified.get());
    }
    return rewritten;
  }

  /** Whether it shares names with others, and must be given to the constructor. */
  static boolean isOfAGroup(String name) {
    return name.endsWith(".class") && (name.startsWith(RECORDED) || name.startsWith(CONFIGURATION));
  }

  /** The class as it is if nothing in it is known to differ between builds. */
  byte[] of(String name, byte[] content) {
    if (isOfAGroup(name)) {
      return generated.getOrDefault(name, content);
    }
    if (name.endsWith(SYNTHETIC_BEAN)) {
      return verified(content, UnaryOperator.identity()).orElse(content);
    }
    if (name.endsWith(PROXY)) {
      return rewritten(content, StableClass::cachedValue, false);
    }
    // Latin-1 keeps each byte.
    return new String(content, StandardCharsets.ISO_8859_1).contains(ENHANCED)
        ? rewritten(content, UnaryOperator.identity(), false)
        : content;
  }

  private String key(String text) {
    return KEY.matcher(text).matches()
        ? keys.computeIfAbsent(text, key -> "proxykey" + keys.size())
        : text;
  }

  private static String cachedValue(String text) {
    Matcher matcher = CACHED_VALUE.matcher(text);
    return matcher.matches() ? matcher.group(1) + "0" + matcher.group(2) : text;
  }

  // Its constants too come out in the order of their use.
  private static byte[] rewritten(byte[] content, UnaryOperator<String> names, boolean sorted) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(content)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                AnnotationVisitor annotation = super.visitAnnotation(type, visible);
                return type.equals(ENHANCED) ? new SortedAnnotation(annotation) : annotation;
              }

              @Override
              public FieldVisitor visitField(
                  int access, String name, String type, String signature, Object value) {
                return super.visitField(access, cachedValue(name), type, signature, value);
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
                return new Renaming(names, sorted ? new SortedStatements(method) : method);
              }
            },
            0);
    return writer.toByteArray();
  }

  // A later Quarkus may write code that is not understood here: it is better left alone.
  private Optional<byte[]> verified(byte[] content, UnaryOperator<String> names) {
    try {
      byte[] rewritten = rewritten(content, names, true);
      new Linking(jar).link(rewritten);
      return Optional.of(rewritten);
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static final class Linking extends ClassLoader {

    Linking(ClassLoader jar) {
      super(jar);
    }

    // Asked for its methods, Java links a class, and so verifies it, without initializing it.
    void link(byte[] content) {
      Objects.requireNonNull(defineClass(null, content, 0, content.length).getDeclaredMethods());
    }
  }

  private static final class Renaming extends MethodVisitor {

    private final UnaryOperator<String> names;

    Renaming(UnaryOperator<String> names, MethodVisitor written) {
      super(Opcodes.ASM9, written);
      this.names = names;
    }

    @Override
    public void visitLdcInsn(Object constant) {
      super.visitLdcInsn(constant instanceof String text ? names.apply(text) : constant);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      super.visitFieldInsn(opcode, owner, names.apply(name), type);
    }
  }
}
