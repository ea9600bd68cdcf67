package dev.oneoff.admin.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class StableClassTest {

  private static final String STEP = "io/quarkus/runner/recorded/Step";
  private static final String NEXT_STEP = "io/quarkus/runner/recorded/Step2";
  private static final String SHARED = "io/quarkus/runtime/generated/SharedConfig";
  private static final String CUSTOMIZER = "io/quarkus/runtime/generated/RunTimeConfigCustomizer";
  private static final String HASH_SET = "java/util/HashSet";
  private static final String STRING = "Ljava/lang/String;";

  @Test
  void recordedStepsDifferNeitherInTheirKeysNorInTheOrderOfSets() throws Exception {
    Map<String, byte[]> one = steps("proxykey7", "proxykey3", List.of("a", "b", "c"));
    Map<String, byte[]> other = steps("proxykey12", "proxykey7", List.of("c", "a", "b"));
    assertThat(one.get(STEP + ".class")).isNotEqualTo(other.get(STEP + ".class"));

    Map<String, byte[]> stable = stable(one);

    assertThat(stable).usingRecursiveComparison().isEqualTo(stable(other));
    assertThat(words(stable.get(STEP + ".class"))).isEqualTo(Set.of("a", "b", "c"));
  }

  @Test
  void whatIsAddedToAListStaysInItsOrder() throws Exception {
    List<String> words = List.of("c", "a", "b");
    byte[] step = step(STEP, "java/util/ArrayList", "proxykey1", words);

    byte[] stable = stable(Map.of(STEP + ".class", step)).get(STEP + ".class");

    assertThat(words(stable)).isEqualTo(words);
  }

  @Test
  void whatEachLineOfAMessageSaysIsSortedAndTheRestStays() throws Exception {
    String bean = "shop/Shop_Synthetic_Bean";
    StableClass stable = new StableClass(Map.of(), getClass().getClassLoader());
    byte[] one = stable.of(bean + ".class", message(bean, "z", "b", "a"));

    assertThat(one).isEqualTo(stable.of(bean + ".class", message(bean, "z", "a", "b")));
    assertThat(words(one)).hasToString("z\n\t- a\n\t- b");
  }

  @Test
  void differentStepsStayDifferent() {
    assertThat(stable(steps("proxykey1", "proxykey2", List.of("a"))))
        .usingRecursiveComparison()
        .isNotEqualTo(stable(steps("proxykey1", "proxykey1", List.of("a"))));
  }

  @Test
  void numberedClassesOfConfigurationAreNumberedByTheirNames() {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("configClass$0", "http");
    one.put("configClass$1", "datasource");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("configClass$0", "datasource");
    other.put("configClass$1", "http");

    assertThat(stable(configuration(one)))
        .usingRecursiveComparison()
        .isEqualTo(stable(configuration(other)));
  }

  @Test
  void anEnhancedEntityHasItsAnnotationsValuesInOrder() {
    StableClass stable = new StableClass(Map.of(), getClass().getClassLoader());

    assertThat(stable.of("shop/Entity.class", enhanced("version", "lazy")))
        .isEqualTo(stable.of("shop/Entity.class", enhanced("lazy", "version")));
  }

  @Test
  void ifJavaRefusedOneOfThemAllStayAsTheyWere() {
    Map<String, byte[]> contents =
        new TreeMap<>(steps("proxykey7", "proxykey3", List.of("b", "a")));
    ClassWriter refused = start("io/quarkus/runner/recorded/Refused");
    MethodVisitor method = refused.visitMethod(Opcodes.ACC_PUBLIC, "deploy", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(1, 1);
    method.visitEnd();
    contents.put("io/quarkus/runner/recorded/Refused.class", refused.toByteArray());

    assertThat(stable(contents)).usingRecursiveComparison().isEqualTo(contents);
  }

  private Map<String, byte[]> stable(Map<String, byte[]> contents) {
    StableClass stable = new StableClass(contents, getClass().getClassLoader());
    Map<String, byte[]> result = new TreeMap<>();
    contents.forEach((name, content) -> result.put(name, stable.of(name, content)));
    return result;
  }

  private static Map<String, byte[]> steps(String key, String nextKey, List<String> words) {
    Map<String, byte[]> steps = new TreeMap<>();
    steps.put(STEP + ".class", step(STEP, HASH_SET, key, words));
    steps.put(NEXT_STEP + ".class", step(NEXT_STEP, HASH_SET, nextKey, words));
    return steps;
  }

  /** Fills a collection, as a build's step does, and leaves something under a key. */
  private static byte[] step(String name, String collection, String key, List<String> words) {
    ClassWriter writer = start(name);
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "deploy", "()Ljava/lang/Object;", null, null);
    method.visitCode();
    method.visitTypeInsn(Opcodes.NEW, collection);
    method.visitInsn(Opcodes.DUP);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, collection, "<init>", "()V", false);
    method.visitVarInsn(Opcodes.ASTORE, 0);
    int variable = 1;
    for (String word : words) {
      method.visitLdcInsn(word);
      method.visitVarInsn(Opcodes.ASTORE, variable);
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitTypeInsn(Opcodes.CHECKCAST, "java/util/Collection");
      method.visitVarInsn(Opcodes.ALOAD, variable++);
      method.visitMethodInsn(
          Opcodes.INVOKEINTERFACE, "java/util/Collection", "add", "(Ljava/lang/Object;)Z", true);
      method.visitInsn(Opcodes.POP);
    }
    method.visitLdcInsn(key);
    method.visitInsn(Opcodes.POP);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(2, variable);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Builds a text with a line for each injection point, as a bean's code does. */
  private static byte[] message(String name, String start, String... points) {
    ClassWriter writer = start(name);
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "deploy", "()Ljava/lang/Object;", null, null);
    method.visitCode();
    method.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
    method.visitInsn(Opcodes.DUP);
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/lang/StringBuilder", "<init>", "()V", false);
    method.visitVarInsn(Opcodes.ASTORE, 0);
    append(method, start);
    for (String point : points) {
      append(method, "\n\t- ");
      append(method, point);
    }
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(2, 1);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void append(MethodVisitor method, String text) {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitLdcInsn(text);
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "append",
        "(Ljava/lang/Object;)Ljava/lang/StringBuilder;",
        false);
    method.visitInsn(Opcodes.POP);
  }

  /** Two classes: one keeps texts in fields, the other adds each by its field. */
  private static Map<String, byte[]> configuration(Map<String, String> fields) {
    ClassWriter shared = start(SHARED);
    MethodVisitor assigning = shared.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    ClassWriter customizer = start(CUSTOMIZER);
    MethodVisitor adding =
        customizer.visitMethod(Opcodes.ACC_STATIC, "configBuilder", "()V", null, null);
    assigning.visitCode();
    adding.visitCode();
    fields.forEach(
        (field, text) -> {
          shared.visitField(Opcodes.ACC_STATIC, field, STRING, null, null).visitEnd();
          assigning.visitLdcInsn(text);
          assigning.visitFieldInsn(Opcodes.PUTSTATIC, SHARED, field, STRING);
          adding.visitFieldInsn(Opcodes.GETSTATIC, SHARED, field, STRING);
          adding.visitMethodInsn(
              Opcodes.INVOKESTATIC, CUSTOMIZER, "withMapping", "(" + STRING + ")V", false);
        });
    for (MethodVisitor each : List.of(assigning, adding)) {
      each.visitInsn(Opcodes.RETURN);
      each.visitMaxs(1, 0);
      each.visitEnd();
    }
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put(SHARED + ".class", shared.toByteArray());
    contents.put(CUSTOMIZER + ".class", customizer.toByteArray());
    return contents;
  }

  private static byte[] enhanced(String... names) {
    ClassWriter writer = start("shop/Entity");
    AnnotationVisitor annotation =
        writer.visitAnnotation("Lorg/hibernate/bytecode/enhance/spi/EnhancementInfo;", true);
    for (String name : names) {
      annotation.visit(name, "value of " + name);
    }
    annotation.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static ClassWriter start(String name) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return writer;
  }

  private static Object words(byte[] step) throws Exception {
    return new ClassLoader(StableClassTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(null, step, 0, step.length);
      }
    }.define().getMethod("deploy").invoke(null);
  }
}
