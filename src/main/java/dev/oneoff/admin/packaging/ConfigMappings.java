package dev.oneoff.admin.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The classes of configuration that Quarkus keeps in numbered fields of one generated class. It
 * numbers them in the order of a hash table; here they are numbered in the order of their names.
 */
final class ConfigMappings {

  private static final Pattern FIELD = Pattern.compile("configClass\\$\\d+");

  private final Map<String, String> stableNames = new HashMap<>();

  private ConfigMappings() {}

  /**
   * Those of a jar.
   *
   * @param sharedConfig the class with the fields
   */
  static ConfigMappings of(byte @Nullable [] sharedConfig) {
    ConfigMappings mappings = new ConfigMappings();
    if (sharedConfig != null) {
      mappings.number(sharedConfig);
    }
    return mappings;
  }

  private void number(byte[] sharedConfig) {
    Map<String, String> fields = new TreeMap<>();
    new ClassReader(sharedConfig)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new Assignments(fields);
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    for (String field : fields.values()) {
      stableNames.put(field, "configClass$" + stableNames.size());
    }
  }

  /** Of a field; any other text is returned as it is. */
  String stableName(String field) {
    return stableNames.getOrDefault(field, field);
  }

  /** Which field is assigned what: constants, loaded before it. */
  private static final class Assignments extends MethodVisitor {

    private final Map<String, String> fields;
    private final List<Object> constants = new ArrayList<>();

    Assignments(Map<String, String> fields) {
      super(Opcodes.ASM9);
      this.fields = fields;
    }

    @Override
    public void visitLdcInsn(Object constant) {
      constants.add(constant);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean ofInterface) {
      if (type.endsWith("V")) {
        constants.clear();
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      if (opcode == Opcodes.PUTSTATIC) {
        if (FIELD.matcher(name).matches()) {
          // With the name, because two may be of the same class and prefix.
          fields.put(constants + " " + name, name);
        }
        constants.clear();
      }
    }
  }
}
