package dev.oneoff.admin.packaging;

import dev.oneoff.admin.start.BuildId;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The class {@link BuildId} with the build's own id in its code. */
final class BuildIdClass {

  private BuildIdClass() {}

  static byte[] with(String id, byte[] content) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, type, signature, exceptions);
            return name.equals("ofClasses") ? new Replacing(id, method) : method;
          }
        },
        0);
    return writer.toByteArray();
  }

  private static final class Replacing extends MethodVisitor {

    private final String id;

    Replacing(String id, MethodVisitor written) {
      super(Opcodes.ASM9, written);
      this.id = id;
    }

    @Override
    public void visitLdcInsn(Object constant) {
      super.visitLdcInsn(constant.equals(BuildId.UNPACKAGED) ? id : constant);
    }
  }
}
