package dev.oneoff.admin.task.processor;

import dev.oneoff.admin.task.BatchCleanup;
import dev.oneoff.admin.task.BulkFix;
import dev.oneoff.admin.task.Cleanup;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Report;
import dev.oneoff.admin.task.Task;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Checks how a task is written, before anybody runs it; problems are reported in sentences. */
final class TaskRules {

  private static final List<Class<?>> KINDS =
      List.of(DataFix.class, BulkFix.class, Cleanup.class, BatchCleanup.class, Report.class);

  private final Elements elements;
  private final Types types;

  TaskRules(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  List<String> brokenBy(TypeElement type) {
    List<String> broken = new ArrayList<>();
    shape(type, broken);
    kind(type, broken);
    words(type.getAnnotation(Task.class), broken);
    scope(type, broken);
    return broken;
  }

  private static void shape(TypeElement type, List<String> broken) {
    if (type.getKind() != ElementKind.CLASS) {
      broken.add("A task must be a class.");
      return;
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      broken.add("A task must not be abstract: it is created to be run.");
    }
    if (type.getModifiers().contains(Modifier.PRIVATE)) {
      broken.add("A task must not be private: it is a bean.");
    }
    if (type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC)) {
      broken.add(
          "A task inside another class must be static: it is created without the outer one.");
    }
  }

  private void kind(TypeElement type, List<String> broken) {
    List<String> implemented =
        KINDS.stream().filter(kind -> is(type, kind)).map(Class::getSimpleName).toList();
    String all = KINDS.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
    if (implemented.isEmpty()) {
      broken.add("A task must implement one of " + all + ".");
    } else if (implemented.size() > 1) {
      broken.add(
          "A task must implement only one of "
              + all
              + "; this one implements "
              + String.join(" and ", implemented)
              + ".");
    }
  }

  private boolean is(TypeElement type, Class<?> kind) {
    @Nullable TypeElement element = elements.getTypeElement(kind.getName());
    return element != null
        && types.isAssignable(types.erasure(type.asType()), types.erasure(element.asType()));
  }

  private static void words(Task task, List<String> broken) {
    if (task.description().isBlank()) {
      broken.add("A task's description must say in a sentence what it does; this one is empty.");
    }
    if (!task.deleteBy().isEmpty() && !isDay(task.deleteBy())) {
      broken.add("deleteBy must be a date such as 2027-06-30, not '" + task.deleteBy() + "'.");
    }
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void scope(TypeElement type, List<String> broken) {
    for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
      Element scope = annotation.getAnnotationType().asElement();
      if (carries(scope, "jakarta.enterprise.context.NormalScope")
          || scope.toString().equals("jakarta.inject.Singleton")) {
        broken.add(
            "A task must have no scope, but this one is @"
                + scope.getSimpleName()
                + ": each run gets a task of its own, with its own options.");
      }
    }
  }

  private static boolean carries(Element annotated, String annotation) {
    return annotated.getAnnotationMirrors().stream()
        .anyMatch(mirror -> mirror.getAnnotationType().toString().equals(annotation));
  }
}
