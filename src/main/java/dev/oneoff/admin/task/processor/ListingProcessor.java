package dev.oneoff.admin.task.processor;

import dev.oneoff.admin.Listed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Lists classes of a module in a file while javac compiles it, so that they are found without a
 * boot and nobody maintains a list.
 */
abstract class ListingProcessor extends AbstractProcessor {

  // By binary name, from all rounds.
  private final Map<String, TypeElement> compiled = new LinkedHashMap<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // Any: the list must also be updated when it loses its last class.
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /** Which list is written. */
  abstract Listed list();

  /** Whether a class belongs in the list. */
  abstract boolean belongs(TypeElement type);

  /**
   * The classes to list from this round, nested ones too. Whoever overrides it reports what is
   * wrong with them.
   */
  Set<TypeElement> found(RoundEnvironment round) {
    Set<TypeElement> found = new LinkedHashSet<>();
    round.getRootElements().forEach(root -> find(root, found));
    return found;
  }

  private void find(Element element, Set<TypeElement> found) {
    if (element instanceof TypeElement type) {
      if (belongs(type)) {
        found.add(type);
      }
      ElementFilter.typesIn(type.getEnclosedElements()).forEach(inner -> find(inner, found));
    }
  }

  /** Whether the list can be written; reports why if it cannot. */
  boolean accepts(Set<String> names) {
    return true;
  }

  @Nullable TypeElement compiled(String binaryName) {
    return compiled.get(binaryName);
  }

  boolean isCompiled(String binaryName) {
    return compiled.containsKey(binaryName);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    found(round).forEach(type -> compiled.put(binaryName(type), type));
    if (round.processingOver() && !round.errorRaised()) {
      update();
    }
    return false;
  }

  private void update() {
    // An incremental build compiles few classes; the others stay in the list as long as they exist.
    Set<String> before = listedBefore();
    Set<String> names = new TreeSet<>(before == null ? compiledBefore() : before);
    names.removeIf(name -> !isStillThere(name));
    names.addAll(compiled.keySet());
    if (!names.equals(before) && accepts(names)) {
      write(names);
    }
  }

  // Empty if there is no list yet.
  private @Nullable Set<String> listedBefore() {
    try (Reader text = file().openReader(true)) {
      return Listed.read(text);
    } catch (NoSuchFileException | FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Left by builds that did not run this processor: their classes are not recompiled.
  private Set<String> compiledBefore() {
    try {
      Path file = Path.of(file().toUri());
      Path classes = file;
      for (int i = 0; i < Path.of(list().path()).getNameCount(); i++) {
        classes = Objects.requireNonNull(classes.getParent());
      }
      return ClassFiles.in(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileObject file() throws IOException {
    return processingEnv.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", list().path());
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
                  list().path(),
                  compiled.values().toArray(Element[]::new));
      try (Writer text = file.openWriter()) {
        Listed.write(names, text);
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
