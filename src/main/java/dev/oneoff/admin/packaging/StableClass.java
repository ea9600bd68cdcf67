package dev.oneoff.admin.packaging;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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
 * The classes that Quarkus and Hibernate write anew in each build, made the same each time: names
 * that are drawn by lot or counted by racing threads are given again in the order of the jar, and
 * what stands in the order of a hash table is sorted. None of it means anything to what runs.
 */
final class StableClass {

  private static final String RECORDED = "io/quarkus/runner/recorded/";
  private static final String CONFIGURATION = "io/quarkus/runtime/generated/";
  private static final String SYNTHETIC_BEAN = "_Synthetic_Bean.class";
  private static final String PROXY = "$HibernateProxy.class";
  private static final String ENHANCED = "Lorg/hibernate/bytecode/enhance/spi/EnhancementInfo;";

  /** Under which a build's steps leave objects for each other: one counter for all threads. */
  private static final Pattern KEY = Pattern.compile("proxykey\\d+");

  /** A field of a proxy; Byte Buddy draws the middle by lot. */
  private static final Pattern CACHED_VALUE = Pattern.compile("(cachedValue\\$)\\w+(\\$\\w+)");

  private final Map<String, String> keys = new HashMap<>();
  private final ConfigMappings mappings;

  /** For one jar, whose classes are then given in the order of their names. */
  StableClass(ConfigMappings mappings) {
    this.mappings = mappings;
  }

  /** The class as it is if nothing in it is known to differ between builds. */
  byte[] of(String name, byte[] content) {
    if (name.startsWith(RECORDED)) {
      return rewritten(content, this::key);
    }
    if (name.startsWith(CONFIGURATION)) {
      return rewritten(content, mappings::stableName);
    }
    if (name.endsWith(PROXY)) {
      return rewritten(content, StableClass::cachedValue);
    }
    // Latin-1 keeps each byte.
    return name.endsWith(SYNTHETIC_BEAN)
            || new String(content, StandardCharsets.ISO_8859_1).contains(ENHANCED)
        ? rewritten(content, UnaryOperator.identity())
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
  private static byte[] rewritten(byte[] content, UnaryOperator<String> names) {
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
                return new Renaming(
                    names,
                    new SortedStatements(
                        super.visitMethod(access, name, type, signature, exceptions)));
              }
            },
            0);
    return writer.toByteArray();
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
