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
 * Makes of what the compiler gave what can run: fields of entities by their accessors, what Panache
 * finds cast to what it was said to be, names at hand by asking for them, {@code System.out} the
 * shell's own, and a look at every turn of a loop and every call whether it is to stop. Nothing
 * here changes what lies on the stack, so no frame has to be made anew.
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

    // Of Order::findById what calls it casts.
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
