package dev.oneoff.admin.task.build;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.task.Task;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tasks of a module while javac compiles it, so that the command line finds them without
 * a boot and their author writes nothing but {@link Task}.
 */
@AutoService(Processor.class)
public final class TaskProcessor extends AbstractProcessor {

  // By binary name, of all rounds.
  private final Map<String, TypeElement> compiled = new LinkedHashMap<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // Any: the list must also lose the last task.
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    TaskRules rules = new TaskRules(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    for (Element element : round.getElementsAnnotatedWith(Task.class)) {
      if (element instanceof TypeElement type) {
        rules.brokenBy(type).forEach(sentence -> error(sentence, type));
        compiled.put(binaryName(type), type);
      }
    }
    if (round.processingOver() && !round.errorRaised()) {
      list();
    }
    return false;
  }

  private void list() {
    Set<String> before = listedBefore();
    // An incremental build compiles few classes; the others stay in the list while they exist.
    Set<String> names = new TreeSet<>(before);
    names.removeIf(name -> !isTask(name));
    names.addAll(compiled.keySet());
    if (!names.equals(before) && distinct(names)) {
      write(names);
    }
  }

  private Set<String> listedBefore() {
    try {
      FileObject file =
          processingEnv.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", TaskList.PATH);
      try (Reader text = file.openReader(true)) {
        return TaskList.read(text);
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      return Set.of(); // the first build
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isTask(String binaryName) {
    @Nullable TypeElement type =
        processingEnv.getElementUtils().getTypeElement(binaryName.replace('$', '.'));
    return type != null && type.getAnnotation(Task.class) != null;
  }

  private boolean distinct(Set<String> names) {
    Map<String, String> classes = new TreeMap<>();
    boolean distinct = true;
    for (String name : names) {
      String task = TaskName.of(name.replaceFirst(".*[.$]", ""));
      String other = classes.put(task, name);
      if (other != null) {
        distinct = false;
        error(
            "Two tasks are called " + task + ": " + other + " and " + name + ". Rename one.",
            compiled.containsKey(name) ? compiled.get(name) : compiled.get(other));
      }
    }
    return distinct;
  }

  private void write(Set<String> names) {
    try {
      FileObject file =
          processingEnv
              .getFiler()
              .createResource(
                  StandardLocation.CLASS_OUTPUT,
                  "",
                  TaskList.PATH,
                  compiled.values().toArray(Element[]::new));
      try (Writer text = file.openWriter()) {
        TaskList.write(names, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String binaryName(TypeElement type) {
    return processingEnv.getElementUtils().getBinaryName(type).toString();
  }

  private void error(String sentence, @Nullable Element where) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, sentence, where);
  }
}
