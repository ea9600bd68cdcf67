package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API server checks of a pod, and what the kubelet would stumble over: a pod that is taken
 * and never starts is no better.
 */
final class PodRules {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern VARIABLE = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
  private static final Pattern OF_VOLUME =
      Pattern.compile(
          "metadata[.]((name|namespace|uid|labels|annotations)|(labels|annotations)\\['.+'])");
  private static final Pattern OF_ENVIRONMENT =
      Pattern.compile(
          "metadata[.](name|namespace|uid|(labels|annotations)\\['.+'])"
              + "|spec[.](nodeName|serviceAccountName)|status[.](hostIPs?|podIPs?)");
  private static final Pattern OF_RESOURCES =
      Pattern.compile("(limits|requests)[.](cpu|memory|ephemeral-storage|hugepages-.+)");

  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

  private static final List<String> OF_RUNNING =
      List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe");

  private final JsonNode annotations;
  private final JsonNode pod;
  private final List<String> claims;
  private final List<String> volumes;
  private final List<String> containers;
  private final List<String> faults = new ArrayList<>();

  private PodRules(JsonNode template, List<String> claims) {
    annotations = template.path("metadata").path("annotations");
    pod = template.path("spec");
    this.claims = claims;
    volumes = names(pod.path("volumes"));
    unique(volumes, "volumes");
    // A claim of a StatefulSet replaces a volume of the same name.
    volumes.addAll(claims);
    containers = names(pod.path("containers"));
    containers.addAll(names(pod.path("initContainers")));
    unique(containers, "containers");
  }

  static List<String> faults(JsonNode template, Set<String> restarts) {
    return faults(template, restarts, List.of());
  }

  /**
   * What is wrong with a pod, or a template of it.
   *
   * @param restarts which policies its owner allows
   * @param claims a StatefulSet's, which are volumes as well
   */
  static List<String> faults(JsonNode template, Set<String> restarts, List<String> claims) {
    PodRules rules = new PodRules(template, claims);
    rules.pod(restarts);
    return rules.faults;
  }

  private void pod(Set<String> restarts) {
    check(
        restarts.contains(pod.path("restartPolicy").asText("Always")),
        "restartPolicy " + pod.path("restartPolicy"));
    check(pod.path("containers").path(0).isObject(), "no containers");
    for (var annotation : annotations.properties()) {
      String key = annotation.getKey();
      check(
          !key.startsWith(APP_ARMOR) || containers.contains(key.substring(APP_ARMOR.length())),
          "annotations name no container: " + key);
    }
    pod.path("volumes").forEach(this::volume);
    pod.path("containers").forEach(container -> container(container, false));
    pod.path("initContainers").forEach(container -> container(container, true));
    check(
        !pod.path("dnsPolicy").asText().equals("None")
            || pod.path("dnsConfig").path("nameservers").path(0).isTextual(),
        "dnsPolicy None without nameservers");
    boolean ofHost = pod.path("hostNetwork").asBoolean();
    check(!ofHost || pod.path("hostUsers").asBoolean(true), "hostNetwork with own users");
    check(!ofHost || !pod.path("setHostnameAsFQDN").asBoolean(), "hostNetwork with another name");
    check(
        !pod.path("shareProcessNamespace").asBoolean() || !pod.path("hostPID").asBoolean(),
        "shareProcessNamespace with hostPID");
    check(!pod.has("nodeName") || !pod.has("schedulingGates"), "nodeName with schedulingGates");
    for (JsonNode toleration : pod.path("tolerations")) {
      check(
          !toleration.path("operator").asText().equals("Exists") || !toleration.has("value"),
          "tolerations: Exists with a value");
      check(
          !toleration.has("tolerationSeconds")
              || toleration.path("effect").asText().equals("NoExecute"),
          "tolerations: tolerationSeconds without NoExecute");
    }
    profiles(pod.path("securityContext"));
    for (JsonNode claim : pod.path("resourceClaims")) {
      JsonNode source = claim.has("source") ? claim.path("source") : claim;
      check(
          source.has("resourceClaimName") != source.has("resourceClaimTemplateName"),
          "resourceClaims: not one source: " + claim);
    }
  }

  private void volume(JsonNode volume) {
    check(NAME.matcher(volume.path("name").asText()).matches(), "volumes: name of " + volume);
    // With none it is an emptyDir.
    check(volume.size() <= 2, "volumes: several sources: " + volume);
    volume.path("downwardAPI").path("items").forEach(this::fileOfPod);
    for (JsonNode source : volume.path("projected").path("sources")) {
      check(source.size() == 1, "volumes: a projection is of one source: " + source);
      source.path("downwardAPI").path("items").forEach(this::fileOfPod);
    }
  }

  private void fileOfPod(JsonNode item) {
    check(
        item.has("fieldRef") != item.has("resourceFieldRef"),
        "downwardAPI: a field, or a resource: " + item);
    if (item.has("fieldRef")) {
      String path = item.path("fieldRef").path("fieldPath").asText();
      check(OF_VOLUME.matcher(path).matches(), "downwardAPI has no " + path);
    } else {
      check(item.path("resourceFieldRef").has("containerName"), "downwardAPI of which container?");
      resourceOf(item.path("resourceFieldRef"));
    }
  }

  private void resourceOf(JsonNode reference) {
    String name = reference.path("containerName").asText();
    check(
        name.isEmpty() || containers.contains(name),
        "resourceFieldRef names no container: " + name);
    check(
        OF_RESOURCES.matcher(reference.path("resource").asText()).matches(),
        "resourceFieldRef has no " + reference.path("resource"));
  }

  private void container(JsonNode container, boolean init) {
    String name = container.path("name").asText();
    check(NAME.matcher(name).matches(), "containers: name " + name);
    check(!container.path("image").asText().isBlank(), name + " has no image");
    boolean sidecar = container.has("restartPolicy");
    check(init || !sidecar, name + ": restartPolicy is for init containers");
    check(!init || !container.has("resizePolicy"), name + ": resizePolicy of an init container");
    for (JsonNode policy : container.path("resizePolicy")) {
      check(
          !pod.path("restartPolicy").asText().equals("Never")
              || policy.path("restartPolicy").asText().equals("NotRequired"),
          name + ": resizePolicy restarts what is never restarted");
    }
    for (String field : OF_RUNNING) {
      check(
          !init || sidecar || !container.has(field), name + ": " + field + " of an init container");
    }
    List<String> ports = names(container.path("ports"));
    ports.removeIf(String::isEmpty);
    unique(ports, name + ".ports");
    mounts(container, name);
    environment(container, name);
    resources(container.path("resources"), name);
    JsonNode security = container.path("securityContext");
    check(
        !security.path("privileged").asBoolean()
            || security.path("allowPrivilegeEscalation").asBoolean(true),
        name + " is privileged without allowPrivilegeEscalation");
    profiles(security);
  }

  private void mounts(JsonNode container, String name) {
    List<String> mounted = names(container.path("volumeMounts"));
    mounted.addAll(names(container.path("volumeDevices")));
    for (String volume : mounted) {
      check(volumes.contains(volume), name + ": volumeMounts names no volume: " + volume);
    }
    for (JsonNode device : container.path("volumeDevices")) {
      check(
          blocks().contains(device.path("name").asText()),
          name + ": volumeDevices names no claim: " + device);
    }
    List<String> paths = texts(container.path("volumeMounts"), "mountPath");
    paths.addAll(texts(container.path("volumeDevices"), "devicePath"));
    unique(paths, name + ".volumeMounts");
    for (JsonNode mount : container.path("volumeMounts")) {
      check(!mount.has("subPath") || !mount.has("subPathExpr"), name + ": subPath and subPathExpr");
      String path = mount.path("subPath").asText(mount.path("subPathExpr").asText());
      check(
          !path.startsWith("/") && !List.of(path.split("/")).contains(".."),
          name + ": subPath leaves the volume: " + path);
    }
  }

  // A device is of a claim and of nothing else.
  private List<String> blocks() {
    List<String> blocks = new ArrayList<>(claims);
    for (JsonNode volume : pod.path("volumes")) {
      if (volume.has("persistentVolumeClaim") || volume.has("ephemeral")) {
        blocks.add(volume.path("name").asText());
      }
    }
    return blocks;
  }

  private void environment(JsonNode container, String name) {
    unique(names(container.path("env")), name + ".env");
    for (JsonNode variable : container.path("env")) {
      String text = variable.path("name").asText();
      check(VARIABLE.matcher(text).matches(), name + ": env has a wrong name: " + text);
      JsonNode from = variable.path("valueFrom");
      check(
          from.isMissingNode() || from.size() == 1 && variable.path("value").asText().isEmpty(),
          name + ": env has not one value: " + variable);
      if (from.has("fieldRef")) {
        String path = from.path("fieldRef").path("fieldPath").asText();
        check(OF_ENVIRONMENT.matcher(path).matches(), name + ": env has no " + path);
      }
      if (from.has("resourceFieldRef")) {
        resourceOf(from.path("resourceFieldRef"));
      }
    }
    for (JsonNode source : container.path("envFrom")) {
      check(
          source.has("configMapRef") != source.has("secretRef"),
          name + ": envFrom has not one source: " + source);
      String prefix = source.path("prefix").asText();
      check(
          prefix.isEmpty() || VARIABLE.matcher(prefix).matches(),
          name + ": envFrom has a wrong prefix: " + prefix);
    }
  }

  private void resources(JsonNode resources, String name) {
    for (var request : resources.path("requests").properties()) {
      JsonNode limit = resources.path("limits").path(request.getKey());
      check(
          limit.isMissingNode() || amount(request.getValue()).compareTo(amount(limit)) <= 0,
          name + ": requests above limits: " + request);
    }
    for (var limit : resources.path("limits").properties()) {
      JsonNode all = pod.path("resources").path("limits").path(limit.getKey());
      check(
          all.isMissingNode() || amount(limit.getValue()).compareTo(amount(all)) <= 0,
          name + ": limits above the pod's: " + limit);
    }
    for (JsonNode claim : resources.path("claims")) {
      check(
          names(pod.path("resourceClaims")).contains(claim.path("name").asText()),
          name + ": resources name no claim: " + claim);
    }
  }

  private static BigDecimal amount(JsonNode quantity) {
    String text = quantity.asText();
    String number = text.replaceFirst("([numkMGTPE]|[KMGTPE]i)$", "");
    String unit = text.substring(number.length());
    BigDecimal amount = new BigDecimal(number);
    if (unit.endsWith("i")) {
      return amount.multiply(BigDecimal.valueOf(1024).pow("KMGTPE".indexOf(unit.charAt(0)) + 1));
    }
    int power = "num kMGTPE".indexOf(unit.isEmpty() ? ' ' : unit.charAt(0)) - 3;
    return amount.scaleByPowerOfTen(3 * power);
  }

  private void profiles(JsonNode security) {
    for (String field : List.of("seccompProfile", "appArmorProfile")) {
      JsonNode profile = security.path(field);
      check(
          profile.path("type").asText().equals("Localhost") == profile.has("localhostProfile"),
          field + ": a profile's name is for Localhost");
    }
  }

  static List<String> names(JsonNode list) {
    return texts(list, "name");
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.path(field).asText()));
    return texts;
  }

  private void unique(List<String> names, String where) {
    check(new HashSet<>(names).size() == names.size(), where + ": twice in " + names);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
