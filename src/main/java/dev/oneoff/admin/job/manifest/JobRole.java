package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a person or a pipeline must be allowed to do for {@code job}. */
public final class JobRole {

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String NAME = "oneoff-job";

  private JobRole() {}

  /** The Role. */
  public static ObjectNode role(Optional<String> namespace) {
    ObjectNode role = object("Role", namespace);
    ArrayNode rules = role.putArray("rules");
    rule(
        rules,
        "apps",
        List.of("deployments", "statefulsets", "daemonsets", "replicasets"),
        "get",
        "list");
    rule(rules, "batch", List.of("cronjobs"), "get", "list");
    rule(rules, "batch", List.of("jobs"), "create", "delete", "get", "list", "watch");
    rule(rules, "", List.of("pods"), "get", "list", "watch");
    rule(rules, "", List.of("pods/log"), "get");
    rule(rules, "", List.of("pods/attach"), "create", "get");
    rule(rules, "", List.of("events", "services"), "list");
    return role;
  }

  /** Who has it. */
  public static ObjectNode binding(Optional<String> namespace, String kind, String name) {
    ObjectNode binding = object("RoleBinding", namespace);
    binding.putObject("roleRef").put("apiGroup", GROUP).put("kind", "Role").put("name", NAME);
    ObjectNode subject =
        binding.putArray("subjects").addObject().put("kind", kind).put("name", name);
    if (kind.equals("ServiceAccount")) {
      namespace.ifPresent(space -> subject.put("namespace", space));
    } else {
      subject.put("apiGroup", GROUP);
    }
    return binding;
  }

  private static ObjectNode object(String kind, Optional<String> namespace) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", GROUP + "/v1").put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", NAME);
    namespace.ifPresent(space -> metadata.put("namespace", space));
    return object;
  }

  private static void rule(ArrayNode rules, String group, List<String> resources, String... verbs) {
    ObjectNode rule = rules.addObject();
    rule.putArray("apiGroups").add(group);
    ArrayNode all = rule.putArray("resources");
    resources.forEach(all::add);
    ArrayNode may = rule.putArray("verbs");
    List.of(verbs).forEach(may::add);
  }
}
