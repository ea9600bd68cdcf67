package dev.oneoff.admin.task.processor;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Listed;
import dev.oneoff.admin.task.Task;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Lists the tasks of a module; all their author writes is {@link Task}. */
@AutoService(Processor.class)
public final class TaskProcessor extends ListingProcessor {

  @Override
  Listed list() {
    return Listed.TASKS;
  }

  @Override
  boolean belongs(TypeElement type) {
    return type.getAnnotation(Task.class) != null;
  }

  @Override
  Set<TypeElement> found(RoundEnvironment round) {
    TaskRules rules = new TaskRules(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    Set<TypeElement> tasks = new LinkedHashSet<>();
    for (Element element : round.getElementsAnnotatedWith(Task.class)) {
      if (element instanceof TypeElement type) {
        rules.brokenBy(type).forEach(sentence -> error(sentence, type));
        tasks.add(type);
      }
    }
    return tasks;
  }

  @Override
  boolean accepts(Set<String> names) {
    Map<String, String> classes = new TreeMap<>();
    boolean distinct = true;
    for (String name : names) {
      String task = TaskName.of(name.replaceFirst(".*[.$]", ""));
      String other = classes.put(task, name);
      if (other != null) {
        distinct = false;
        error(
            "Two tasks are called " + task + ": " + other + " and " + name + ". Rename one.",
            compiled(isCompiled(name) ? name : other));
      }
    }
    return distinct;
  }
}
