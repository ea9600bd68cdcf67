package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one version of Kubernetes takes, strictly: by the classes that its own client generates from
 * its OpenAPI schema, which the build copies to {@code target/kubernetes}.
 */
final class KubernetesSchema {

  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  private final String version;
  private final ClassLoader classes;

  private KubernetesSchema(Path directory) {
    version = directory.getFileName().toString();
    try (Stream<Path> jars = Files.list(directory)) {
      classes =
          new URLClassLoader(
              jars.map(KubernetesSchema::url).toArray(URL[]::new),
              ClassLoader.getPlatformClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Versions around those that we promise to work with. There is no client for 1.29, but fields are
   * only ever added: it takes what 1.28 does.
   */
  static List<KubernetesSchema> all() {
    return Stream.of("1.28", "1.30", "1.31", "1.32")
        .map(version -> new KubernetesSchema(Path.of("target/kubernetes", version)))
        .toList();
  }

  String version() {
    return version;
  }

  /** What is wrong with an object; nothing if it would be taken. */
  List<String> faults(JsonNode object) {
    List<String> faults = new ArrayList<>();
    String kind = object.path("kind").asText();
    try {
      check(classes.loadClass(MODELS + "V1" + kind), object, kind, faults);
    } catch (ClassNotFoundException e) {
      faults.add("no kind " + kind);
    }
    faults.addAll(ApiRules.faults(object));
    return faults;
  }

  private static void check(Type type, JsonNode value, String path, List<String> faults) {
    if (type instanceof ParameterizedType generic) {
      boolean list = List.class.isAssignableFrom((Class<?>) generic.getRawType());
      if (list ? !value.isArray() : !value.isObject()) {
        faults.add(path + " is not " + (list ? "a list" : "a map") + ": " + value);
        return;
      }
      Type element = generic.getActualTypeArguments()[list ? 0 : 1];
      if (list) {
        for (int i = 0; i < value.size(); i++) {
          check(element, value.get(i), path + "[" + i + "]", faults);
        }
      } else {
        value
            .properties()
            .forEach(
                entry -> check(element, entry.getValue(), path + "." + entry.getKey(), faults));
      }
      return;
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted.getName().startsWith(MODELS)) {
      checkObject(wanted, value, path, faults);
    } else if (!isOf(wanted.getSimpleName(), value)) {
      faults.add(path + " is not of type " + wanted.getSimpleName() + ": " + value);
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "String", "OffsetDateTime", "byte[]" -> value.isTextual();
      case "Integer", "Long" -> value.isIntegralNumber();
      case "Double" -> value.isNumber();
      case "Boolean" -> value.isBoolean();
      case "Quantity", "IntOrString" -> value.isTextual() || value.isNumber();
      case "Object" -> true;
      default -> throw new IllegalStateException("Unknown type " + type + ".");
    };
  }

  private static void checkObject(
      Class<?> model, JsonNode value, String path, List<String> faults) {
    if (!value.isObject()) {
      faults.add(path + " is not an object: " + value);
      return;
    }
    Map<String, Type> types = new HashMap<>();
    for (Field field : model.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        types.put(field.getName().replaceFirst("^_", ""), field.getGenericType());
      }
    }
    Set<String> known = names(model, "openapiFields");
    for (var entry : value.properties()) {
      String name = entry.getKey();
      if (!known.contains(name)) {
        faults.add(path + "." + name + " is unknown");
      } else if (types.containsKey(name)) {
        check(types.get(name), entry.getValue(), path + "." + name, faults);
      }
    }
    for (String name : names(model, "openapiRequiredFields")) {
      if (!value.has(name)) {
        faults.add(path + "." + name + " is missing");
      }
    }
  }

  private static Set<String> names(Class<?> model, String field) {
    try {
      Set<String> names = new java.util.HashSet<>();
      for (Object name : (Set<?>) model.getField(field).get(null)) {
        names.add((String) name);
      }
      return names;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
