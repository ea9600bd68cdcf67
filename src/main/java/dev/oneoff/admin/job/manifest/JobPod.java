package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.cli.output.Attached;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
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
    ArrayNode containers = pod.putArray("containers").add(command(workload, container, request));
    Set<String> mounted = mounted(containers);
    mounted.addAll(mounted(sidecars));
    ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
    for (JsonNode volume : given.path("volumes")) {
      if (mounted.remove(volume.path("name").asText())) {
        volumes.add(volume.deepCopy());
      }
    }
    for (String name : claimed(workload, containers)) {
      if (mounted.remove(name)) {
        volumes.addObject().put("name", name).putObject("emptyDir");
      }
    }
    if (request.memory().isPresent() || request.cpu().isPresent()) {
      // The pod's own limit would be another one.
      pod.remove("resources");
    }
    if (!volumes.isEmpty()) {
      pod.set("volumes", volumes);
    }
    return pod;
  }

  private static ObjectNode command(ServerWorkload workload, ObjectNode given, JobRequest request) {
    ObjectNode container = given.deepCopy().without(OF_SERVING);
    withoutOwnDevices(container, workload);
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
      // Of a container that is left out, there is nothing to say.
      String other = variable.at("/valueFrom/resourceFieldRef/containerName").asText();
      if (!other.isEmpty() && !other.equals(container.path("name").asText())) {
        continue;
      }
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

  /** The volumes that each server has for itself, as far as the container mounts them. */
  static List<String> claimed(ServerWorkload workload, JsonNode containers) {
    List<String> names = new ArrayList<>();
    for (JsonNode claim : workload.object().path("spec").path("volumeClaimTemplates")) {
      String name = claim.path("metadata").path("name").asText();
      for (JsonNode container : containers) {
        for (JsonNode mount : container.path("volumeMounts")) {
          if (mount.path("name").asText().equals(name) && !names.contains(name)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  // A device cannot be empty, so a server's own is not there.
  private static void withoutOwnDevices(ObjectNode container, ServerWorkload workload) {
    Set<String> own = new HashSet<>();
    for (JsonNode claim : workload.object().path("spec").path("volumeClaimTemplates")) {
      own.add(claim.path("metadata").path("name").asText());
    }
    JsonNode devices = container.path("volumeDevices");
    for (Iterator<JsonNode> all = devices.iterator(); all.hasNext(); ) {
      if (own.contains(all.next().path("name").asText())) {
        all.remove();
      }
    }
    if (devices.isEmpty()) {
      container.remove("volumeDevices");
    }
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
