package dev.oneoff.admin.shell.engine;

import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A class with a constant for each name at hand, which one import brings all of. It is never
 * loaded: {@link SnippetRewriter} asks for what is meant, when it is. So the names cost nothing
 * until one is used.
 */
final class AtHandClass {

  static final String NAME = "oneoff.AtHand";

  private AtHandClass() {}

  static CompiledClass of(Map<String, Class<?>> names) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        NAME.replace('.', '/'),
        null,
        "java/lang/Object",
        null);
    names.forEach(
        (name, type) ->
            writer
                .visitField(
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                    name,
                    Type.getDescriptor(type),
                    null,
                    null)
                .visitEnd());
    writer.visitEnd();
    return new CompiledClass(NAME, writer.toByteArray());
  }
}
