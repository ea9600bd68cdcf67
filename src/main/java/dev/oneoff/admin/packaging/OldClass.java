package dev.oneoff.admin.packaging;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A class file of before Java 6, in the format of Java 8: Java's class caches refuse the old one,
 * and verifying it takes longer. picocli's are such.
 */
final class OldClass {

  private static final int FIRST_CACHED = Opcodes.V1_6;

  // Where its last byte stands in a file, and no version so far needed the other.
  private static final int MAJOR = 7;

  private OldClass() {}

  static boolean is(byte[] content) {
    return content.length > MAJOR && content[MAJOR] < FIRST_CACHED;
  }

  /**
   * The same class, with frames; as it is, if that cannot be: it has subroutines (before Java 6),
   * or refers to a class that is not there.
   *
   * @param jar finds the classes to which it refers
   */
  static byte[] modernized(byte[] content, ClassLoader jar) {
    try {
      return withFrames(content, jar);
    } catch (IllegalArgumentException | TypeNotPresentException | LinkageError e) {
      return content;
    }
  }

  private static byte[] withFrames(byte[] content, ClassLoader jar) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return jar;
          }
        };
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version, int access, String name, String signature, String parent, String[] all) {
            super.visit(Opcodes.V1_8, access, name, signature, parent, all);
          }
        },
        ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
