package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.cli.output.Attached;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The pod of a Job: a server's, without what serves. */
final class JobPod {

  /** What a pod has because it is one of many servers, or that only a server needs. */
  private static final List<String> OF_SERVERS =
      List.of(
          "activeDeadlineSeconds",
          "containers",
          "ephemeralContainers",
          "hostname",
          "initContainers",
          "nodeName",
          "readinessGates",
          "schedulingGates",
          "setHostnameAsFQDN",
          "subdomain",
          "topologySpreadConstraints",
          "volumes");

  private static final List<String> OF_SERVING =
      List.of(
          "lifecycle",
          "livenessProbe",
          "ports",
          "readinessProbe",
          "resizePolicy",
          "restartPolicy",
          "startupProbe",
          "stdin",
          "stdinOnce",
          "tty");

  private JobPod() {}

  static ObjectNode of(
      ServerWorkload workload, ObjectNode container, JobRequest request, int grace) {
    ObjectNode given = (ObjectNode) workload.template().path("spec");
    ObjectNode pod = given.deepCopy().without(OF_SERVERS);
    pod.put("restartPolicy", "Never");
    // Time to come to a safe point.
    pod.put("terminationGracePeriodSeconds", grace);
    ArrayNode sidecars = JsonNodeFactory.instance.arrayNode();
    for (JsonNode init : given.path("initContainers")) {
      // Only such a one ends by itself once the command has ended.
      if (init.path("restartPolicy").asText().equals("Always")) {
        sidecars.add(init.deepCopy());
      }
    }
    if (!sidecars.isEmpty()) {
      pod.set("initContainers", sidecars);
    }
    ArrayNode containers = pod.putArray("containers").add(command(container, request));
    Set<String> mounted = mounted(containers);
    mounted.addAll(mounted(sidecars));
    ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
    for (JsonNode volume : given.path("volumes")) {
      if (mounted.remove(volume.path("name").asText())) {
        volumes.add(volume.deepCopy());
      }
    }
    for (JsonNode claim : workload.object().path("spec").path("volumeClaimTemplates")) {
      String name = claim.path("metadata").path("name").asText();
      if (mounted.remove(name)) {
        volumes.addObject().put("name", name).putObject("emptyDir");
      }
    }
    if (!volumes.isEmpty()) {
      pod.set("volumes", volumes);
    }
    return pod;
  }

  private static ObjectNode command(ObjectNode given, JobRequest request) {
    ObjectNode container = given.deepCopy().without(OF_SERVING);
    request.image().ifPresent(image -> container.put("image", image));
    EntryPoint.replace(container, request.entryPoint(), request.command());
    environment(container, request);
    resources(container, request);
    if (request.streams() != JobRequest.Streams.LOG) {
      // Also without input: by a line the process is told that somebody is there.
      container.put("stdin", true).put("stdinOnce", true);
    }
    if (request.streams() == JobRequest.Streams.TERMINAL) {
      container.put("tty", true);
    }
    return container;
  }

  private static void environment(ObjectNode container, JobRequest request) {
    String actorVariable = OwnSetting.ACTOR.variable();
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      boolean replaced = request.actor().isPresent() && name.equals(actorVariable);
      if (!replaced && !name.equals(Attached.VARIABLE)) {
        all.add(variable);
      }
    }
    request.actor().ifPresent(actor -> all.add(variable(actorVariable, actor)));
    if (request.streams() != JobRequest.Streams.LOG) {
      all.add(variable(Attached.VARIABLE, request.takesInput() ? Attached.INPUT : Attached.OUTPUT));
    }
    if (all.isEmpty()) {
      container.remove("env");
    } else {
      container.set("env", all);
    }
  }

  private static ObjectNode variable(String name, String value) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("value", value.replace("$(", "$$("));
  }

  // Without a word it may take what a server may.
  private static void resources(ObjectNode container, JobRequest request) {
    ObjectNode resources =
        container.path("resources").isObject()
            ? (ObjectNode) container.path("resources")
            : container.putObject("resources");
    request
        .memory()
        .ifPresent(
            memory -> {
              part(resources, "requests").put("memory", memory);
              part(resources, "limits").put("memory", memory);
            });
    request
        .cpu()
        .ifPresent(
            cpu -> {
              part(resources, "requests").put("cpu", cpu);
              // A limit below the request is none.
              part(resources, "limits").remove("cpu");
            });
    if (resources.path("limits").isEmpty()) {
      resources.remove("limits");
    }
    if (resources.isEmpty()) {
      container.remove("resources");
    }
  }

  private static ObjectNode part(ObjectNode resources, String name) {
    return resources.path(name).isObject()
        ? (ObjectNode) resources.path(name)
        : resources.putObject(name);
  }

  private static Set<String> mounted(ArrayNode containers) {
    Set<String> names = new HashSet<>();
    for (JsonNode container : containers) {
      container.path("volumeMounts").forEach(mount -> names.add(mount.path("name").asText()));
      container.path("volumeDevices").forEach(device -> names.add(device.path("name").asText()));
    }
    return names;
  }
}
