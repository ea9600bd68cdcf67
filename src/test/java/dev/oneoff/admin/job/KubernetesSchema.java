package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one version of Kubernetes takes, strictly: by the classes that its own client generates from
 * its OpenAPI schema, which the build copies to {@code target/kubernetes}.
 *
 * <p>The classes' own {@code validateJsonElement} is not strict enough: it takes a number for a
 * boolean, looks at no type in a map, and stops at the first fault. So their fields are walked.
 */
final class KubernetesSchema {

  private static final String MODELS = "io.kubernetes.client.openapi.models.";
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?");

  /** The kinds that a test may want; the classes do not know their own group. */
  private static final Map<String, String> API_VERSIONS =
      Map.ofEntries(
          Map.entry("ConfigMap", "v1"),
          Map.entry("CronJob", "batch/v1"),
          Map.entry("DaemonSet", "apps/v1"),
          Map.entry("Deployment", "apps/v1"),
          Map.entry("Job", "batch/v1"),
          Map.entry("Namespace", "v1"),
          Map.entry("PersistentVolumeClaim", "v1"),
          Map.entry("Pod", "v1"),
          Map.entry("PodDisruptionBudget", "policy/v1"),
          Map.entry("ReplicaSet", "apps/v1"),
          Map.entry("Role", "rbac.authorization.k8s.io/v1"),
          Map.entry("RoleBinding", "rbac.authorization.k8s.io/v1"),
          Map.entry("Secret", "v1"),
          Map.entry("Service", "v1"),
          Map.entry("ServiceAccount", "v1"),
          Map.entry("StatefulSet", "apps/v1"));

  /**
   * What 1.30 added to these kinds. There is no client for 1.29: the one before 1.30's is for 1.28.
   * From 1.29 to 1.30 nothing was taken away, so 1.29 is 1.30 without these.
   */
  private static final Set<String> SINCE_1_30 =
      Set.of(
          "V1ContainerStatus.volumeMounts",
          "V1JobSpec.managedBy",
          "V1JobSpec.successPolicy",
          "V1PodSecurityContext.appArmorProfile",
          "V1SecurityContext.appArmorProfile",
          "V1ServiceSpec.trafficDistribution",
          "V1VolumeMount.recursiveReadOnly");

  private static final List<KubernetesSchema> ALL =
      List.of(
          new KubernetesSchema("1.29", "1.30", SINCE_1_30),
          new KubernetesSchema("1.30", "1.30", Set.of()),
          new KubernetesSchema("1.31", "1.31", Set.of()),
          new KubernetesSchema("1.32", "1.32", Set.of()));

  private final String version;
  private final ClassLoader classes;
  private final Set<String> unknown;

  private KubernetesSchema(String version, String directory, Set<String> unknown) {
    this.version = version;
    this.unknown = unknown;
    try (Stream<Path> jars = Files.list(Path.of("target/kubernetes", directory))) {
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

  /** All versions that we promise to work with, the oldest first. */
  static List<KubernetesSchema> all() {
    return ALL;
  }

  String version() {
    return version;
  }

  /** Whether a field such as {@code V1Container.image} exists. */
  boolean knows(String field) {
    int dot = field.indexOf('.');
    try {
      Class<?> model = classes.loadClass(MODELS + field.substring(0, dot));
      return types(model).containsKey(field.substring(dot + 1)) && !unknown.contains(field);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** What is wrong with an object, each with its path; nothing if it would be taken. */
  List<String> faults(JsonNode object) {
    String kind = object.path("kind").asText();
    List<String> faults = new ArrayList<>();
    if (kind.equals("List") && object.path("apiVersion").asText().equals("v1")) {
      object.path("items").forEach(item -> faults.addAll(faults(item)));
      return faults;
    }
    String apiVersion = API_VERSIONS.get(kind);
    if (apiVersion == null || !object.path("apiVersion").asText().equals(apiVersion)) {
      faults.add(object.path("apiVersion") + " has no kind " + object.path("kind"));
      return faults;
    }
    try {
      check(classes.loadClass(MODELS + "V1" + kind), object, kind, faults);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    // The rules take the types for granted.
    return faults.isEmpty() ? ApiRules.faults(object) : faults;
  }

  private void check(Type type, JsonNode value, String path, List<String> faults) {
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
        for (var entry : value.properties()) {
          check(element, entry.getValue(), path + "." + entry.getKey(), faults);
        }
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
      case "String" -> value.isTextual();
      case "Integer" -> value.isIntegralNumber() && value.canConvertToInt();
      case "Long" -> value.isIntegralNumber() && value.canConvertToLong();
      case "Double" -> value.isNumber();
      case "Boolean" -> value.isBoolean();
      case "Quantity" ->
          value.isNumber() || value.isTextual() && QUANTITY.matcher(value.asText()).matches();
      case "IntOrString" -> value.isTextual() || value.isIntegralNumber();
      case "OffsetDateTime" -> value.isTextual() && isTime(value.asText());
      case "byte[]" -> value.isTextual() && isBase64(value.asText());
      case "Object" -> true;
      default -> throw new IllegalStateException("Unknown type " + type + ".");
    };
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void checkObject(Class<?> model, JsonNode value, String path, List<String> faults) {
    if (!value.isObject()) {
      faults.add(path + " is not an object: " + value);
      return;
    }
    Map<String, Type> types = types(model);
    for (var entry : value.properties()) {
      String name = entry.getKey();
      String field = model.getSimpleName() + "." + name;
      Type type = types.get(name);
      if (type == null || unknown.contains(field)) {
        faults.add(path + "." + name + " is unknown");
      } else if (!entry.getValue().isNull()) {
        // A null is as good as nothing to the API; kubectl prints creationTimestamp: null.
        check(type, entry.getValue(), path + "." + name, faults);
        if (!ApiValues.has(field, entry.getValue())) {
          faults.add(path + "." + name + " cannot be " + entry.getValue());
        }
      }
    }
    for (Object name : (Set<?>) constant(model, "openapiRequiredFields")) {
      if (!value.hasNonNull((String) name)) {
        faults.add(path + "." + name + " is missing");
      }
    }
  }

  /** The fields by their names in JSON: some are no names in Java. */
  private static Map<String, Type> types(Class<?> model) {
    Map<String, Type> types = new LinkedHashMap<>();
    for (Field field : model.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        types.put(name(field), field.getGenericType());
      }
    }
    if (!types.keySet().equals(constant(model, "openapiFields"))) {
      throw new IllegalStateException(model + " has other fields than it says.");
    }
    return types;
  }

  // The annotation's class is another loader's.
  private static String name(Field field) {
    try {
      for (Annotation annotation : field.getAnnotations()) {
        Class<?> type = annotation.annotationType();
        if (type.getSimpleName().equals("SerializedName")) {
          return (String) type.getMethod("value").invoke(annotation);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(field + " has no name.");
  }

  private static Object constant(Class<?> model, String field) {
    try {
      return model.getField(field).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
