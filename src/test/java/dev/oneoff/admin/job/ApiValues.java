package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** Which values a field may have, where the schema only says that it is a text. */
final class ApiValues {

  private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");
  private static final Set<String> PROFILES = Set.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final Set<String> PULLS = Set.of("Always", "IfNotPresent", "Never");

  private static final Map<String, Set<String>> VALUES =
      Map.ofEntries(
          Map.entry("V1AppArmorProfile.type", PROFILES),
          Map.entry("V1Container.imagePullPolicy", PULLS),
          Map.entry("V1Container.restartPolicy", Set.of("Always")),
          Map.entry(
              "V1Container.terminationMessagePolicy", Set.of("File", "FallbackToLogsOnError")),
          Map.entry("V1ContainerPort.protocol", Set.of("TCP", "UDP", "SCTP")),
          Map.entry(
              "V1ContainerResizePolicy.restartPolicy", Set.of("NotRequired", "RestartContainer")),
          Map.entry("V1CronJobSpec.concurrencyPolicy", Set.of("Allow", "Forbid", "Replace")),
          Map.entry("V1DeploymentStrategy.type", Set.of("Recreate", "RollingUpdate")),
          Map.entry("V1HTTPGetAction.scheme", Set.of("HTTP", "HTTPS")),
          Map.entry(
              "V1HostPathVolumeSource.type",
              Set.of(
                  "",
                  "BlockDevice",
                  "CharDevice",
                  "Directory",
                  "DirectoryOrCreate",
                  "File",
                  "FileOrCreate",
                  "Socket")),
          Map.entry("V1ImageVolumeSource.pullPolicy", PULLS),
          Map.entry("V1JobSpec.completionMode", Set.of("Indexed", "NonIndexed")),
          Map.entry("V1JobSpec.podReplacementPolicy", Set.of("Failed", "TerminatingOrFailed")),
          Map.entry("V1LabelSelectorRequirement.operator", OPERATORS),
          Map.entry(
              "V1NodeSelectorRequirement.operator",
              Set.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")),
          Map.entry("V1PersistentVolumeClaimSpec.volumeMode", Set.of("Block", "Filesystem")),
          Map.entry("V1PodFailurePolicyOnExitCodesRequirement.operator", Set.of("In", "NotIn")),
          Map.entry(
              "V1PodFailurePolicyOnPodConditionsPattern.status",
              Set.of("True", "False", "Unknown")),
          Map.entry(
              "V1PodFailurePolicyRule.action", Set.of("Count", "FailIndex", "FailJob", "Ignore")),
          Map.entry("V1PodOS.name", Set.of("linux", "windows")),
          Map.entry("V1PodSecurityContext.fsGroupChangePolicy", Set.of("Always", "OnRootMismatch")),
          Map.entry("V1PodSecurityContext.supplementalGroupsPolicy", Set.of("Merge", "Strict")),
          Map.entry(
              "V1PodSpec.dnsPolicy",
              Set.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")),
          Map.entry("V1PodSpec.preemptionPolicy", Set.of("Never", "PreemptLowerPriority")),
          Map.entry("V1PodSpec.restartPolicy", Set.of("Always", "Never", "OnFailure")),
          Map.entry("V1SeccompProfile.type", PROFILES),
          Map.entry("V1SecurityContext.procMount", Set.of("Default", "Unmasked")),
          Map.entry(
              "V1ServiceSpec.type",
              Set.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")),
          Map.entry("V1StatefulSetSpec.podManagementPolicy", Set.of("OrderedReady", "Parallel")),
          Map.entry("V1Toleration.effect", Set.of("NoExecute", "NoSchedule", "PreferNoSchedule")),
          Map.entry("V1Toleration.operator", Set.of("Equal", "Exists")),
          Map.entry(
              "V1TopologySpreadConstraint.whenUnsatisfiable",
              Set.of("DoNotSchedule", "ScheduleAnyway")),
          Map.entry(
              "V1VolumeMount.mountPropagation", Set.of("Bidirectional", "HostToContainer", "None")),
          Map.entry(
              "V1VolumeMount.recursiveReadOnly", Set.of("Disabled", "Enabled", "IfPossible")));

  private ApiValues() {}

  static Set<String> fields() {
    return VALUES.keySet();
  }

  static boolean has(String field, JsonNode value) {
    Set<String> values = VALUES.get(field);
    return values == null || values.contains(value.asText());
  }
}
