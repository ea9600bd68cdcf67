package dev.oneoff.admin.shell.compiler;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Opens the compiler's class path in a thread of its own while the service boots, and has the
 * compiler compile something: both are slow the first time, and a boot keeps one processor busy.
 */
public final class CompilerAhead {

  private static @Nullable CompletableFuture<StandardJavaFileManager> opening;

  private CompilerAhead() {}

  /** Begins to. */
  public static synchronized void start() {
    opening = CompletableFuture.supplyAsync(CompilerAhead::warm, CompilerAhead::inAThread);
  }

  private static void inAThread(Runnable work) {
    Thread thread = new Thread(work, "compiler");
    thread.setDaemon(true);
    thread.start();
  }

  /** With the service's class path; for one compiler. */
  public static synchronized StandardJavaFileManager files() {
    CompletableFuture<StandardJavaFileManager> opened = opening;
    opening = null;
    try {
      return opened == null ? open() : opened.join();
    } catch (CompletionException e) {
      // Now the caller is told.
      return open();
    }
  }

  private static StandardJavaFileManager warm() {
    StandardJavaFileManager files = open();
    JavacTask task =
        (JavacTask)
            compiler()
                .getTask(
                    null, files, found -> {}, List.of("-proc:none"), null, List.of(new Sample()));
    try {
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static StandardJavaFileManager open() {
    StandardJavaFileManager files = compiler().getStandardFileManager(null, null, null);
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, ClassPath.ofTheService());
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaCompiler compiler() {
    return ToolProvider.getSystemJavaCompiler();
  }

  /** Code as in a snippet. */
  private static final class Sample extends SimpleJavaFileObject {

    Sample() {
      super(URI.create("shell:///Sample.java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return "class Sample { Object it = java.util.List.of(1).stream().map(x -> x + 1).toList(); }";
    }
  }
}
