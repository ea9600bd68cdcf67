package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What no schema says, and the API server checks all the same. */
final class ApiRules {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private final List<String> faults = new ArrayList<>();

  private ApiRules() {}

  static List<String> faults(JsonNode object) {
    ApiRules rules = new ApiRules();
    rules.metadata(object.path("metadata"), object.path("kind").asText());
    switch (object.path("kind").asText()) {
      case "Job" -> rules.job(object.path("spec"));
      case "CronJob" -> {
        JsonNode template = object.path("spec").path("jobTemplate");
        rules.metadata(template.path("metadata"), "");
        rules.job(template.path("spec"));
      }
      case "Deployment" -> rules.pod(object.path("spec").path("template"), Set.of("Always"));
      default -> {}
    }
    return rules.faults;
  }

  private void metadata(JsonNode metadata, String kind) {
    if (!kind.isEmpty()) {
      String name = metadata.path("name").asText(metadata.path("generateName").asText());
      String whole = metadata.has("name") ? name : name + "12345";
      int longest = kind.equals("CronJob") ? 52 : 63;
      check(
          NAME.matcher(whole).matches() && whole.length() <= longest,
          "metadata.name is not a name: " + whole);
    }
    for (var label : metadata.path("labels").properties()) {
      check(KEY.matcher(label.getKey()).matches(), "label " + label.getKey());
      String value = label.getValue().asText();
      check(LABEL.matcher(value).matches() && value.length() <= 63, "label's value " + value);
    }
    for (var annotation : metadata.path("annotations").properties()) {
      check(KEY.matcher(annotation.getKey()).matches(), "annotation " + annotation.getKey());
    }
  }

  private void job(JsonNode spec) {
    JsonNode template = spec.path("template");
    pod(template, Set.of("Never", "OnFailure"));
    for (JsonNode rule : spec.path("podFailurePolicy").path("rules")) {
      check(
          template.path("spec").path("restartPolicy").asText().equals("Never"),
          "podFailurePolicy without restartPolicy Never");
      JsonNode name = rule.path("onExitCodes").path("containerName");
      check(
          name.isMissingNode()
              || names(template.path("spec").path("containers")).contains(name.asText()),
          "podFailurePolicy names no container: " + name);
      for (JsonNode condition : rule.path("onPodConditions")) {
        check(condition.has("status"), "onPodConditions without status");
      }
    }
    check(
        !spec.has("backoffLimitPerIndex") || spec.path("completionMode").asText().equals("Indexed"),
        "backoffLimitPerIndex without completionMode Indexed");
  }

  private void pod(JsonNode template, Set<String> restarts) {
    metadata(template.path("metadata"), "");
    JsonNode pod = template.path("spec");
    check(
        restarts.contains(pod.path("restartPolicy").asText("Always")),
        "restartPolicy " + pod.path("restartPolicy"));
    List<String> volumes = names(pod.path("volumes"));
    unique(volumes, "volume");
    List<String> containers = new ArrayList<>(names(pod.path("containers")));
    containers.addAll(names(pod.path("initContainers")));
    unique(containers, "container");
    for (String list : List.of("containers", "initContainers")) {
      pod.path(list).forEach(container -> container(container, volumes));
    }
  }

  private void container(JsonNode container, List<String> volumes) {
    check(!container.path("image").asText().isEmpty(), "container without an image");
    List<String> mounts = names(container.path("volumeMounts"));
    mounts.addAll(names(container.path("volumeDevices")));
    for (String mount : mounts) {
      check(volumes.contains(mount), "volumeMounts names no volume: " + mount);
    }
    JsonNode requests = container.path("resources").path("requests");
    JsonNode limits = container.path("resources").path("limits");
    for (var request : requests.properties()) {
      JsonNode limit = limits.path(request.getKey());
      check(
          limit.isMissingNode() || amount(request.getValue()) <= amount(limit),
          "requests above limits: " + request);
    }
  }

  private static double amount(JsonNode quantity) {
    String text = quantity.asText();
    String number = text.replaceFirst("[A-Za-z]+$", "");
    double scale =
        switch (text.substring(number.length())) {
          case "" -> 1;
          case "m" -> 0.001;
          case "k" -> 1e3;
          case "M" -> 1e6;
          case "G" -> 1e9;
          case "Ki" -> 1 << 10;
          case "Mi" -> 1 << 20;
          case "Gi" -> 1 << 30;
          default -> throw new IllegalStateException(text);
        };
    return Double.parseDouble(number) * scale;
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(one -> names.add(one.path("name").asText()));
    return names;
  }

  private void unique(List<String> names, String what) {
    check(new HashSet<>(names).size() == names.size(), what + " twice in " + names);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
