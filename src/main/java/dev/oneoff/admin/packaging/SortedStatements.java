package dev.oneoff.admin.packaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A generated method in which the statements that stand in the order of a hash table are sorted:
 * those which fill such a table, those which load or add a class of configuration, and those which
 * add a line of a list to a message. Their order has no effect at run time.
 */
final class SortedStatements extends MethodVisitor {

  private static final Set<String> HASHED = Set.of("java/util/HashSet", "java/util/HashMap");
  private static final Set<String> ADDS = Set.of("java/util/Collection.add", "java/util/Map.put");
  private static final Set<String> CONFIGURATION = Set.of("ensureLoaded", "withMapping");
  private static final String CONFIGURATION_FIELD = "configClass$";
  private static final String LINE = "\n\t- ";
  private static final int NONE = -1;

  private final List<Statement> statements = new ArrayList<>();
  private final Set<Integer> tables = new HashSet<>();
  private Statement current = new Statement();
  private boolean createsTable;
  private boolean addsToTable;
  private boolean beginsLine;
  private int lastLoaded = NONE;
  private int table = NONE;
  private boolean straight = true;

  SortedStatements(MethodVisitor written) {
    super(Opcodes.ASM9, written);
  }

  @Override
  public void visitInsn(int opcode) {
    current.add((written, variables) -> written.visitInsn(opcode));
    if (opcode == Opcodes.POP) {
      // A line takes two: how it begins, and what it says.
      if (beginsLine) {
        beginsLine = false;
        return;
      }
      if (addsToTable) {
        // Alike in all but constants, so that nothing else that is done in between is moved.
        current.addsTo("variable " + table + ": " + current.shape());
      }
      end();
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    current.add((written, variables) -> written.visitIntInsn(opcode, operand));
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    current.add(
        (written, variables) -> written.visitVarInsn(opcode, variables.applyAsInt(variable)));
    if (opcode < Opcodes.ISTORE) {
      current.loads(variable);
      lastLoaded = variable;
      return;
    }
    current.stores(variable);
    // These take two numbers.
    straight &= opcode != Opcodes.LSTORE && opcode != Opcodes.DSTORE;
    tables.remove(variable);
    if (createsTable) {
      createsTable = false;
      tables.add(variable);
      end();
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    current.does(type);
    current.add((written, variables) -> written.visitTypeInsn(opcode, type));
    if (opcode == Opcodes.CHECKCAST) {
      table = lastLoaded;
    }
  }

  @Override
  public void visitLdcInsn(Object constant) {
    current.says(constant);
    current.add((written, variables) -> written.visitLdcInsn(constant));
    if (constant.equals(LINE)) {
      beginsLine = true;
      current.addsTo("message");
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String type) {
    current.says(name);
    current.does(type);
    current.add((written, variables) -> written.visitFieldInsn(opcode, owner, name, type));
    createsTable = false;
    if (opcode == Opcodes.PUTSTATIC) {
      if (name.startsWith(CONFIGURATION_FIELD)) {
        current.addsTo("configuration");
      }
      end();
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String type, boolean ofInterface) {
    current.does(name);
    current.add(
        (written, variables) -> written.visitMethodInsn(opcode, owner, name, type, ofInterface));
    createsTable = opcode == Opcodes.INVOKESPECIAL && HASHED.contains(owner);
    addsToTable = ADDS.contains(owner + "." + name) && tables.contains(table);
    if (opcode == Opcodes.INVOKESTATIC && type.endsWith(")V")) {
      if (CONFIGURATION.contains(name)) {
        current.addsTo("configuration");
      }
      end();
    }
  }

  private void end() {
    statements.add(current);
    current = new Statement();
    addsToTable = false;
    lastLoaded = NONE;
    table = NONE;
  }

  private void write() {
    // It ended otherwise than an addition.
    current.addsTo("");
    end();
    sort();
    Map<Integer, Integer> numbers = straight ? numbers() : Map.of();
    for (Statement statement : statements) {
      statement.write(mv, variable -> numbers.getOrDefault(variable, variable));
    }
    statements.clear();
  }

  private void sort() {
    int from = 0;
    for (int to = 1; to <= statements.size(); to++) {
      String list = statements.get(from).list();
      if (to == statements.size() || !statements.get(to).list().equals(list)) {
        List<Statement> run = statements.subList(from, to);
        if (!list.isEmpty() && run.stream().noneMatch(each -> each.needs(run))) {
          run.sort(Comparator.comparing(Statement::text));
        }
        from = to;
      }
    }
  }

  // As if each statement had always stood where it is now.
  private Map<Integer, Integer> numbers() {
    List<Integer> stored =
        statements.stream().flatMap(each -> each.stored().stream()).distinct().toList();
    List<Integer> ascending = stored.stream().sorted().toList();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      numbers.put(stored.get(i), ascending.get(i));
    }
    return numbers;
  }

  // Before whatever is no plain instruction; a label or a frame may tell of variables.
  private void writeBefore() {
    straight = false;
    write();
  }

  @Override
  public void visitLabel(Label label) {
    writeBefore();
    super.visitLabel(label);
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int depth, Object[] stack) {
    writeBefore();
    super.visitFrame(type, locals, local, depth, stack);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    writeBefore();
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    writeBefore();
    super.visitIincInsn(variable, increment);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String type, Handle bootstrap, Object... arguments) {
    writeBefore();
    super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
  }

  @Override
  public void visitTableSwitchInsn(int from, int to, Label otherwise, Label... labels) {
    writeBefore();
    super.visitTableSwitchInsn(from, to, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    writeBefore();
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  @Override
  public void visitMultiANewArrayInsn(String type, int dimensions) {
    writeBefore();
    super.visitMultiANewArrayInsn(type, dimensions);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    write();
    super.visitMaxs(stack, locals);
  }
}
