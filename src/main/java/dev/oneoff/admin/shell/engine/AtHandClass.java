package dev.oneoff.admin.shell.engine;

import dev.oneoff.admin.shell.compiler.CompiledClass;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A class with a constant for each predefined name, all brought in by one import. It is never
 * loaded: {@link SnippetRewriter} looks up the value when it is needed. So the names cost nothing
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
