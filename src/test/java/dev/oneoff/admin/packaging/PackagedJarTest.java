package dev.oneoff.admin.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.start.BuildId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedJarTest {

  private static final String OLD = "lib/Old.class";

  @TempDir Path directory;

  @Test
  void equalContentsGiveEqualJarsWhateverTheirOrderAndTime() throws Exception {
    Path one = jar("one.jar", 1_700_000_000_000L, contents());
    Path other = jar("other.jar", 1_600_000_000_000L, reversed(contents()));

    PackagedJar.main(new String[] {one.toString()});
    PackagedJar.main(new String[] {other.toString()});

    assertThat(one).hasSameBinaryContentAs(other);
  }

  @Test
  void theBuildIdIsInTheJarAndInItsClassAndIsAnotherOneForOtherContents() throws Exception {
    Map<String, byte[]> changed = contents();
    changed.put("a.txt", "changed".getBytes(StandardCharsets.UTF_8));
    Path one = jar("one.jar", 0, contents());
    Path other = jar("other.jar", 0, changed);

    PackagedJar.main(new String[] {one.toString()});
    PackagedJar.main(new String[] {other.toString()});

    assertThat(idInClass(one)).isEqualTo(idOfJar(one)).isNotEqualTo(BuildId.UNPACKAGED);
    assertThat(idInClass(other)).isEqualTo(idOfJar(other)).isNotEqualTo(idOfJar(one));
  }

  @Test
  void aClassOfBeforeJava6GetsAFormatThatCachesTakeAndDoesTheSame() throws Exception {
    Path jar = jar("one.jar", 0, contents());

    PackagedJar.main(new String[] {jar.toString()});

    assertThat(entry(jar, OLD)[7]).isEqualTo((byte) Opcodes.V1_8);
    try (URLClassLoader loader = loader(jar)) {
      assertThat(loader.loadClass("lib.Old").getMethod("larger", int.class, int.class))
          .satisfies(larger -> assertThat(larger.invoke(null, 3, 8)).isEqualTo(8));
    }
  }

  @Test
  void aSecondTimeChangesNothing() throws Exception {
    Path jar = jar("one.jar", 0, contents());
    PackagedJar.main(new String[] {jar.toString()});
    byte[] once = Files.readAllBytes(jar);

    PackagedJar.main(new String[] {jar.toString()});

    assertThat(jar).hasBinaryContent(once);
  }

  @Test
  void theScriptBesideTheJarBearsItsNameAndKnowsItsBuild() throws Exception {
    Path jar = jar("one.jar", 0, contents());

    PackagedJar.main(new String[] {jar.toString()});

    assertThat(directory.resolve("one")).isExecutable().content().contains(idOfJar(jar));
  }

  @Test
  void forTheImageLibrariesAndCodeAreTwoJarsAndTheProgramsOfPostgresqlAreInNeither()
      throws Exception {
    String library = "picocli/CommandLine.class";
    Map<String, byte[]> contents = contents();
    contents.put(library, compiled(library));
    contents.put("postgres-linux-x86_64.txz", new byte[] {1});
    Path jar = jar("one.jar", 0, contents);

    PackagedJar.main(new String[] {jar.toString()});

    Path code = directory.resolve("image/one.jar");
    Path libraries = directory.resolve("image/libraries.jar");
    assertThat(names(libraries)).containsExactly("META-INF/MANIFEST.MF", library);
    assertThat(names(code))
        .contains("a.txt", BuildId.ENTRY)
        .doesNotContain(library, "postgres-linux-x86_64.txz");
    assertThat(new String(entry(code, "META-INF/MANIFEST.MF"), StandardCharsets.UTF_8))
        .contains("Class-Path: libraries.jar");
    assertThat(entry(jar, library)).isEqualTo(entry(libraries, library));
  }

  private static List<String> names(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  private static byte[] compiled(String name) throws IOException {
    try (InputStream compiled = PackagedJar.class.getClassLoader().getResourceAsStream(name)) {
      return compiled.readAllBytes();
    }
  }

  private static Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(
        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8));
    contents.put("a.txt", "a".getBytes(StandardCharsets.UTF_8));
    contents.put(OLD, old());
    for (Class<?> each : List.of(BuildId.class, AdminException.class, AdminException.Cause.class)) {
      String name = each.getName().replace('.', '/') + ".class";
      contents.put(name, compiled(name));
    }
    return contents;
  }

  private static Map<String, byte[]> reversed(Map<String, byte[]> contents) {
    List<String> names = new ArrayList<>(contents.keySet());
    Collections.reverse(names);
    Map<String, byte[]> reversed = new LinkedHashMap<>();
    names.forEach(name -> reversed.put(name, contents.get(name)));
    return reversed;
  }

  /** With a branch, which needs a frame in a newer format. */
  private static byte[] old() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "lib/Old", null, "java/lang/Object", null);
    MethodVisitor larger =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "larger", "(II)I", null, null);
    Label second = new Label();
    larger.visitCode();
    larger.visitVarInsn(Opcodes.ILOAD, 0);
    larger.visitVarInsn(Opcodes.ILOAD, 1);
    larger.visitJumpInsn(Opcodes.IF_ICMPLT, second);
    larger.visitVarInsn(Opcodes.ILOAD, 0);
    larger.visitInsn(Opcodes.IRETURN);
    larger.visitLabel(second);
    larger.visitVarInsn(Opcodes.ILOAD, 1);
    larger.visitInsn(Opcodes.IRETURN);
    larger.visitMaxs(0, 0);
    larger.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private Path jar(String name, long millis, Map<String, byte[]> contents) throws IOException {
    Path jar = directory.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> each : contents.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTime(millis);
        out.putNextEntry(entry);
        out.write(each.getValue());
      }
    }
    return jar;
  }

  private static byte[] entry(Path jar, String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  private static String idOfJar(Path jar) throws IOException {
    return new String(entry(jar, BuildId.ENTRY), StandardCharsets.UTF_8);
  }

  private static String idInClass(Path jar) throws Exception {
    try (URLClassLoader loader = loader(jar)) {
      return (String) loader.loadClass(BuildId.class.getName()).getMethod("ofClasses").invoke(null);
    }
  }

  private static URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }
}
