package dev.oneoff.admin.shell;

import dev.oneoff.admin.shell.engine.JavaEngine;
import dev.oneoff.admin.shell.names.ServiceBeans;
import dev.oneoff.admin.shell.names.ServiceEntities;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What code can name without its package. */
final class Imports {

  private static final List<String> ALWAYS =
      List.of(
          "static " + Helpers.class.getName() + ".*",
          "java.math.*",
          "java.time.*",
          "java.util.*",
          "java.util.function.*",
          "java.util.stream.*",
          "io.quarkus.panache.common.Sort");

  private final JavaEngine engine;

  Imports(JavaEngine engine) {
    this.engine = engine;
  }

  /** An entity takes precedence over anything else with its name, including the JDK's. */
  void of(ServiceEntities entities, ServiceBeans beans) {
    Set<String> packages = new TreeSet<>();
    Set<String> all = new LinkedHashSet<>(ALWAYS);
    for (Class<?> entity : entities.byName().values()) {
      all.add(entity.getCanonicalName());
      packages.add(entity.getPackageName());
    }
    beans.named().values().stream()
        .map(named -> named.bean().getBeanClass())
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .forEach(type -> packages.add(type.getPackageName()));
    packages.forEach(name -> all.add(name + ".*"));
    all.forEach(name -> engine.run("import " + name + ";"));
  }
}
