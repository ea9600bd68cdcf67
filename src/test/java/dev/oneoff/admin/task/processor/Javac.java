package dev.oneoff.admin.task.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles tasks as a service's build does, with the processor. */
public final class Javac {

  private Javac() {}

  /**
   * Compiles one source file of the package {@code shop}, whose classes see those that are there.
   *
   * @return the errors
   */
  public static List<String> compile(Path classes, String types) throws IOException {
    Files.createDirectories(classes);
    Path source = Files.createTempFile("Source", ".java");
    Files.writeString(source, "package shop; import dev.oneoff.admin.task.*;\n" + types);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> errors = new ArrayList<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          javac.getTask(
              new StringWriter(),
              files,
              diagnostic -> errors.add(diagnostic.getMessage(null)),
              List.of(
                  "-d",
                  classes.toString(),
                  "-cp",
                  classes + File.pathSeparator + System.getProperty("java.class.path")),
              null,
              files.getJavaFileObjects(source));
      task.setProcessors(
          List.of(new TaskProcessor(), new SensitiveProcessor(), new MainProcessor()));
      task.call();
    } finally {
      Files.delete(source);
    }
    return errors;
  }
}
