package dev.oneoff.admin.packaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Instructions of a generated method after which nothing of theirs is left on the stack. */
final class Statement {

  /** One of them, written with the number that each variable then has. */
  interface Instruction {
    void write(MethodVisitor written, IntUnaryOperator variables);
  }

  private final List<Instruction> instructions = new ArrayList<>();
  private final StringBuilder shape = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> stored = new ArrayList<>();
  private final Set<Integer> loaded = new HashSet<>();
  private String list = "";

  void add(Instruction instruction) {
    instructions.add(instruction);
  }

  /** Something that others of its kind do too. */
  void does(String word) {
    shape.append(word).append(' ');
  }

  /** Something by which it differs from them. */
  void says(Object word) {
    text.append(word).append(' ');
  }

  void stores(int variable) {
    stored.add(variable);
  }

  void loads(int variable) {
    if (!stored.contains(variable)) {
      loaded.add(variable);
    }
  }

  /** It adds something to this list, whose order means nothing. */
  void addsTo(String name) {
    list = name;
  }

  /** The list to which it adds; empty if its place matters. */
  String list() {
    return list;
  }

  String shape() {
    return shape.toString();
  }

  String text() {
    return text.toString();
  }

  /** The variables that it stores, in this order. */
  List<Integer> stored() {
    return stored;
  }

  /** Whether it needs a variable that one of the others stores. */
  boolean needs(List<Statement> others) {
    return others.stream()
        .anyMatch(other -> other != this && other.stored.stream().anyMatch(loaded::contains));
  }

  void write(MethodVisitor written, IntUnaryOperator variables) {
    instructions.forEach(each -> each.write(written, variables));
  }
}
