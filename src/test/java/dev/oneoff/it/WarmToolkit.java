package dev.oneoff.it;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The jar's own classes, loaded anew for a command line; libraries are those of the process. */
final class WarmToolkit extends URLClassLoader {

  // Beside its own, what the build wrote for this service: both keep what they were once told.
  private static final List<String> OWN = List.of("dev.oneoff.", "io.quarkus.runtime.generated.");
  static final String BOOT = "io.quarkus.runner.ApplicationImpl";

  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  WarmToolkit(ClassLoader libraries) throws MalformedURLException {
    super(classPath(), libraries);
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] places = System.getProperty("java.class.path").split(":");
    URL[] urls = new URL[places.length];
    for (int i = 0; i < places.length; i++) {
      urls[i] = Path.of(places[i]).toUri().toURL();
    }
    return urls;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    asked.add(name);
    if (name.equals(BOOT)) {
      throw new ClassNotFoundException("A command that boots needs a process of its own.");
    }
    if (OWN.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  /** Whether somebody wanted that class. */
  boolean askedFor(String name) {
    return asked.contains(name);
  }

  // The process finds them already.
  @Override
  public URL findResource(String name) {
    return null;
  }

  @Override
  public Enumeration<URL> findResources(String name) {
    return Collections.emptyEnumeration();
  }
}
