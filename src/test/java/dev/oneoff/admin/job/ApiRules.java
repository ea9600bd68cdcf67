package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What no schema says, and the API server checks all the same. */
final class ApiRules {

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private final List<String> faults = new ArrayList<>();

  private ApiRules() {}

  static List<String> faults(JsonNode object) {
    ApiRules rules = new ApiRules();
    String kind = object.path("kind").asText();
    JsonNode spec = object.path("spec");
    rules.name(object.path("metadata"), kind);
    rules.metadata(object.path("metadata"));
    switch (kind) {
      case "Job" -> rules.job(spec);
      case "CronJob" -> rules.cronJob(spec);
      case "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet" -> rules.servers(spec);
      case "Pod" ->
          rules.faults.addAll(PodRules.faults(object, Set.of("Always", "Never", "OnFailure")));
      default -> {}
    }
    return rules.faults;
  }

  private void name(JsonNode metadata, String kind) {
    String generated = metadata.path("generateName").asText();
    // The API adds five characters.
    String name = metadata.path("name").asText(generated.isEmpty() ? "" : generated + "12345");
    int longest =
        switch (kind) {
          case "CronJob" -> 52;
          case "Job", "Namespace", "Service" -> 63;
          default -> 253;
        };
    check(
        kind.startsWith("Role") && !name.isEmpty()
            || NAME.matcher(name).matches() && name.length() <= longest,
        "metadata.name is not a name: " + name);
  }

  private void metadata(JsonNode metadata) {
    for (var label : metadata.path("labels").properties()) {
      check(KEY.matcher(label.getKey()).matches(), "metadata.labels: key " + label.getKey());
      String value = label.getValue().asText();
      check(
          LABEL.matcher(value).matches() && value.length() <= 63,
          "metadata.labels: value of " + label);
    }
    for (var annotation : metadata.path("annotations").properties()) {
      check(
          KEY.matcher(annotation.getKey()).matches(),
          "metadata.annotations: key " + annotation.getKey());
    }
  }

  private void servers(JsonNode spec) {
    JsonNode template = spec.path("template");
    metadata(template.path("metadata"));
    List<String> claims = new ArrayList<>();
    for (JsonNode claim : spec.path("volumeClaimTemplates")) {
      claims.add(claim.path("metadata").path("name").asText());
    }
    faults.addAll(PodRules.faults(template, Set.of("Always"), claims));
    JsonNode selector = spec.path("selector");
    check(!selector.isEmpty(), "spec.selector is empty");
    for (var label : selector.path("matchLabels").properties()) {
      check(
          template
              .path("metadata")
              .path("labels")
              .path(label.getKey())
              .asText()
              .equals(label.getValue().asText()),
          "spec.selector does not find the template: " + label);
    }
  }

  private void cronJob(JsonNode spec) {
    String schedule = spec.path("schedule").asText();
    check(
        schedule.matches("@(yearly|annually|monthly|weekly|daily|midnight|hourly)")
            || schedule.matches("[0-9A-Za-z*/,?-]+( [0-9A-Za-z*/,?-]+){4}"),
        "spec.schedule is not one: " + schedule);
    JsonNode template = spec.path("jobTemplate");
    metadata(template.path("metadata"));
    job(template.path("spec"));
  }

  private void job(JsonNode spec) {
    JsonNode template = spec.path("template");
    metadata(template.path("metadata"));
    JsonNode pod = template.path("spec");
    faults.addAll(PodRules.faults(template, Set.of("Never", "OnFailure")));
    check(
        !spec.has("selector") || spec.path("manualSelector").asBoolean(),
        "spec.selector is the API's own");
    boolean indexed = spec.path("completionMode").asText().equals("Indexed");
    check(!indexed || spec.has("completions"), "spec.completionMode Indexed without completions");
    check(
        indexed || !spec.has("backoffLimitPerIndex"),
        "spec.backoffLimitPerIndex without completionMode Indexed");
    check(
        spec.path("activeDeadlineSeconds").asLong(1) >= 1, "spec.activeDeadlineSeconds is too few");
    List<String> containers = PodRules.names(pod.path("containers"));
    containers.addAll(PodRules.names(pod.path("initContainers")));
    for (JsonNode rule : spec.path("podFailurePolicy").path("rules")) {
      check(
          pod.path("restartPolicy").asText().equals("Never"),
          "spec.podFailurePolicy without restartPolicy Never");
      failureRule(rule, containers);
      check(
          !rule.path("action").asText().equals("FailIndex") || spec.has("backoffLimitPerIndex"),
          "spec.podFailurePolicy: FailIndex without backoffLimitPerIndex");
    }
  }

  private void failureRule(JsonNode rule, List<String> containers) {
    check(
        rule.has("onExitCodes") != rule.path("onPodConditions").path(0).isObject(),
        "spec.podFailurePolicy: a rule is on exit codes, or on conditions: " + rule);
    JsonNode codes = rule.path("onExitCodes");
    check(
        codes.path("containerName").isMissingNode()
            || containers.contains(codes.path("containerName").asText()),
        "spec.podFailurePolicy names no container: " + codes.path("containerName"));
    int last = codes.path("operator").asText().equals("In") ? 0 : -1;
    for (JsonNode code : codes.path("values")) {
      check(
          code.asInt() > last && code.asInt() <= 255,
          "spec.podFailurePolicy: exit codes are in order, and 0 is no failure: " + codes);
      last = code.asInt();
    }
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
