package dev.oneoff.admin.shell.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/** Loads compiled snippets, as a child of the service's own class loader. */
final class SnippetLoader implements LoaderDelegate {

  private static final class Loader extends ClassLoader {

    private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();

    Loader(ClassLoader service) {
      super("shell", service);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = compiled.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private final EntityFields fields;
  private final Loader loader;

  SnippetLoader(ClassLoader service, EntityFields fields) {
    this.fields = fields;
    this.loader = new Loader(service);
  }

  @Override
  public void load(ClassBytecodes[] classes) {
    for (ClassBytecodes each : classes) {
      loader.compiled.put(each.name(), SnippetRewriter.rewrite(each.bytecodes(), fields));
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {
    // JShell gives recompiled code a new name instead.
  }

  @Override
  public void addToClasspath(String path) {
    // The service's class path is fixed.
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return loader.loadClass(name);
  }
}
