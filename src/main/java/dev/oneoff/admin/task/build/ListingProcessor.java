package dev.oneoff.admin.task.build;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Lists classes of a module in a file while javac compiles it, so that they are found without a
 * boot and nobody keeps a list.
 */
abstract class ListingProcessor extends AbstractProcessor {

  // By binary name, of all rounds.
  private final Map<String, TypeElement> compiled = new LinkedHashMap<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // Any: the list must also lose its last class.
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /** The file. */
  abstract String path();

  /** Whether a class belongs into the list. */
  abstract boolean belongs(TypeElement type);

  /** What is to be listed of this round; what is wrong with it is said. */
  abstract Set<TypeElement> found(RoundEnvironment round);

  /** Whether the list is one that can be written; or it is said why not. */
  boolean accepts(Set<String> names) {
    return true;
  }

  TypeElement compiled(String binaryName) {
    return Objects.requireNonNull(compiled.get(binaryName));
  }

  boolean isCompiled(String binaryName) {
    return compiled.containsKey(binaryName);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    found(round).forEach(type -> compiled.put(binaryName(type), type));
    if (round.processingOver() && !round.errorRaised()) {
      list();
    }
    return false;
  }

  private void list() {
    Set<String> before = listedBefore();
    // An incremental build compiles few classes; the others stay in the list while they exist.
    Set<String> names = new TreeSet<>(before);
    names.removeIf(name -> !isStillThere(name));
    names.addAll(compiled.keySet());
    if (!names.equals(before) && accepts(names)) {
      write(names);
    }
  }

  private Set<String> listedBefore() {
    try {
      FileObject file =
          processingEnv.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", path());
      try (Reader text = file.openReader(true)) {
        return TaskList.read(text);
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      return Set.of(); // the first build
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isStillThere(String binaryName) {
    @Nullable TypeElement type =
        processingEnv.getElementUtils().getTypeElement(binaryName.replace('$', '.'));
    return type != null && belongs(type);
  }

  private void write(Set<String> names) {
    try {
      FileObject file =
          processingEnv
              .getFiler()
              .createResource(
                  StandardLocation.CLASS_OUTPUT,
                  "",
                  path(),
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

  final void error(String sentence, @Nullable Element where) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, sentence, where);
  }
}
