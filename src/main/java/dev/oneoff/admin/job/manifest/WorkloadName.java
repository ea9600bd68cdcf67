package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which workload: {@code deployment/orders}.
 *
 * @param kind as in YAML
 */
public record WorkloadName(String kind, String name) {

  private static final Map<String, String> KINDS = new LinkedHashMap<>();

  static {
    for (String[] names :
        new String[][] {
          {"Deployment", "deployment", "deployments", "deploy"},
          {"StatefulSet", "statefulset", "statefulsets", "sts"},
          {"CronJob", "cronjob", "cronjobs", "cj"},
          {"DaemonSet", "daemonset", "daemonsets", "ds"},
        }) {
      for (String name : names) {
        KINDS.put(name.toLowerCase(Locale.ROOT), names[0]);
      }
    }
  }

  /**
   * From what a person types, as kubectl takes it: {@code deployment/orders}, {@code sts/orders}. A
   * name alone is a Deployment's.
   *
   * @throws AdminException {@code USAGE} for another kind
   */
  public static WorkloadName of(String text) {
    int slash = text.indexOf('/');
    String kind = slash < 0 ? "deployment" : text.substring(0, slash);
    String found = KINDS.get(kind.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT));
    if (found == null || text.endsWith("/")) {
      throw AdminException.usage(
          "'"
              + text
              + "' is not a workload. Write deployment/NAME, statefulset/NAME, daemonset/NAME or"
              + " cronjob/NAME.");
    }
    return new WorkloadName(found, text.substring(slash + 1));
  }

  boolean is(JsonNode object) {
    return object.path("kind").asText().equals(kind)
        && object.path("metadata").path("name").asText().equals(name);
  }

  /** Where the API has it. */
  public String path(String namespace) {
    String group = kind.equals("CronJob") ? "/apis/batch/v1" : "/apis/apps/v1";
    return group + "/namespaces/" + namespace + "/" + kind.toLowerCase(Locale.ROOT) + "s/" + name;
  }

  @Override
  public String toString() {
    return kind.toLowerCase(Locale.ROOT) + "/" + name;
  }
}
