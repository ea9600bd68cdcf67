package dev.oneoff.admin.shell.engine;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Turns the compiler's output into code that can run: entity fields are accessed through accessors,
 * Panache's results are cast to the declared type, predefined names are looked up, {@code
 * System.out} is the shell's own, and every loop iteration and call checks whether to stop. Nothing
 * here changes the layout of the stack, so no stack map frame has to be recomputed.
 */
final class SnippetRewriter extends ClassVisitor {

  private static final String AT_HAND = AtHandClass.NAME.replace('.', '/');
  private static final String RUNTIME = Type.getInternalName(SnippetRuntime.class);

  private final EntityFields fields;

  private SnippetRewriter(ClassVisitor next, EntityFields fields) {
    super(Opcodes.ASM9, next);
    this.fields = fields;
  }

  static byte[] rewrite(byte[] compiled, EntityFields fields) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(compiled).accept(new SnippetRewriter(writer, fields), 0);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new Code(super.visitMethod(access, name, descriptor, signature, exceptions));
  }

  private final class Code extends MethodVisitor {

    private final Set<Label> passed = new HashSet<>();

    Code(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      stopIfAsked();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        stopIfAsked();
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      switch (opcode) {
        case Opcodes.GETSTATIC -> readStatic(owner, name, descriptor);
        case Opcodes.GETFIELD ->
            access(
                fields.property(owner, name).flatMap(fields::getter),
                opcode,
                owner,
                name,
                descriptor);
        case Opcodes.PUTFIELD ->
            access(
                fields.property(owner, name).flatMap(fields::setter),
                opcode,
                owner,
                name,
                descriptor);
        default -> super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String called =
          opcode == Opcodes.INVOKESTATIC ? fields.called(owner, name, descriptor) : descriptor;
      super.visitMethodInsn(opcode, owner, name, called, isInterface);
      if (!called.equals(descriptor)) {
        super.visitTypeInsn(Opcodes.CHECKCAST, Type.getReturnType(descriptor).getInternalName());
      }
    }

    // The caller of Order::findById does the cast.
    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      super.visitInvokeDynamicInsn(
          name,
          descriptor,
          bootstrap,
          Stream.of(arguments)
              .map(each -> each instanceof Handle to ? called(to) : each)
              .toArray());
    }

    private Handle called(Handle to) {
      return to.getTag() == Opcodes.H_INVOKESTATIC
          ? new Handle(
              to.getTag(),
              to.getOwner(),
              to.getName(),
              fields.called(to.getOwner(), to.getName(), to.getDesc()),
              to.isInterface())
          : to;
    }

    private void readStatic(String owner, String name, String descriptor) {
      if (owner.equals(AT_HAND)) {
        super.visitLdcInsn(name);
        runtime("atHand", "(Ljava/lang/String;)Ljava/lang/Object;");
        super.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(descriptor).getInternalName());
      } else if (owner.equals("java/lang/System") && name.equals("out")) {
        runtime("out", "()Ljava/io/PrintStream;");
      } else {
        super.visitFieldInsn(Opcodes.GETSTATIC, owner, name, descriptor);
      }
    }

    private void access(
        Optional<Method> accessor, int opcode, String owner, String name, String descriptor) {
      if (accessor.isPresent()) {
        super.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL,
            owner,
            accessor.get().getName(),
            Type.getMethodDescriptor(accessor.get()),
            false);
      } else {
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }

    private void stopIfAsked() {
      runtime("stopIfAsked", "()V");
    }

    private void runtime(String method, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, method, descriptor, false);
    }
  }
}
