package dev.oneoff.admin.packaging;

import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** An annotation with plain values, written in the order of their names. */
final class SortedAnnotation extends AnnotationVisitor {

  private final AnnotationVisitor written;
  private final Map<String, Object> values = new TreeMap<>();

  SortedAnnotation(AnnotationVisitor written) {
    super(Opcodes.ASM9, written);
    this.written = written;
  }

  @Override
  public void visit(String name, Object value) {
    values.put(name, value);
  }

  @Override
  public void visitEnd() {
    values.forEach(written::visit);
    written.visitEnd();
  }
}
