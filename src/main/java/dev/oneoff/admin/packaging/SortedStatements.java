package dev.oneoff.admin.packaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A generated method in which the statements that stand in the order of a hash table are sorted:
 * those which load or add a class of configuration, and those which add a line of a list to a
 * message. To what runs, the order of either kind means nothing.
 */
final class SortedStatements extends MethodVisitor {

  private static final Set<String> CALLS = Set.of("ensureLoaded", "withMapping");
  private static final String FIELD = "configClass$";
  private static final String LINE = "\n\t- ";

  /** An instruction; a variable's number may have to change. */
  private interface Instruction {
    void write(MethodVisitor written, IntUnaryOperator variables);
  }

  /** Instructions after which nothing of theirs is left on the stack. */
  private static final class Statement {
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Integer> stored = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean ofALine;
    private boolean independent;

    String text() {
      return text.toString();
    }
  }

  private final List<Statement> run = new ArrayList<>();
  private Statement current = new Statement();

  SortedStatements(MethodVisitor written) {
    super(Opcodes.ASM9, written);
  }

  @Override
  public void visitInsn(int opcode) {
    current.instructions.add((written, variables) -> written.visitInsn(opcode));
    if (opcode == Opcodes.POP) {
      // A line takes two statements: how it begins, and what it says.
      if (current.ofALine && !current.independent) {
        current.independent = true;
      } else {
        end();
      }
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    current.instructions.add((written, variables) -> written.visitIntInsn(opcode, operand));
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (opcode == Opcodes.ASTORE) {
      current.stored.add(variable);
    }
    current.instructions.add(
        (written, variables) -> written.visitVarInsn(opcode, variables.applyAsInt(variable)));
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    current.instructions.add((written, variables) -> written.visitTypeInsn(opcode, type));
  }

  @Override
  public void visitLdcInsn(Object constant) {
    current.ofALine |= constant.equals(LINE);
    current.text.append(constant).append(' ');
    current.instructions.add((written, variables) -> written.visitLdcInsn(constant));
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String type) {
    current.text.append(name).append(' ');
    current.instructions.add(
        (written, variables) -> written.visitFieldInsn(opcode, owner, name, type));
    if (opcode == Opcodes.PUTSTATIC) {
      current.independent = name.startsWith(FIELD);
      end();
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String type, boolean ofInterface) {
    current.instructions.add(
        (written, variables) -> written.visitMethodInsn(opcode, owner, name, type, ofInterface));
    if (type.endsWith(")V") && opcode == Opcodes.INVOKESTATIC) {
      current.independent = CALLS.contains(name);
      end();
    }
  }

  private void end() {
    if (!current.independent) {
      writeRun();
    }
    run.add(current);
    if (!current.independent) {
      writeRun();
    }
    current = new Statement();
  }

  private void writeRun() {
    // Each uses only the variables that it stores: they are numbered as if it had always stood
    // here.
    List<Integer> numbers = run.stream().flatMap(each -> each.stored.stream()).toList();
    run.sort(Comparator.comparing(Statement::text));
    Map<Integer, Integer> variables = new HashMap<>();
    for (Statement statement : run) {
      statement.stored.forEach(variable -> variables.put(variable, numbers.get(variables.size())));
    }
    for (Statement statement : run) {
      statement.instructions.forEach(
          each -> each.write(mv, variable -> variables.getOrDefault(variable, variable)));
    }
    run.clear();
  }

  /** Before whatever is no plain instruction. */
  private void writeAll() {
    current.independent = false;
    end();
  }

  @Override
  public void visitLabel(Label label) {
    writeAll();
    super.visitLabel(label);
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int depth, Object[] stack) {
    writeAll();
    super.visitFrame(type, locals, local, depth, stack);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    writeAll();
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    writeAll();
    super.visitIincInsn(variable, increment);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String type, Handle bootstrap, Object... arguments) {
    writeAll();
    super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
  }

  @Override
  public void visitTableSwitchInsn(int from, int to, Label otherwise, Label... labels) {
    writeAll();
    super.visitTableSwitchInsn(from, to, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    writeAll();
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  @Override
  public void visitMultiANewArrayInsn(String type, int dimensions) {
    writeAll();
    super.visitMultiANewArrayInsn(type, dimensions);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    writeAll();
    super.visitMaxs(stack, locals);
  }
}
