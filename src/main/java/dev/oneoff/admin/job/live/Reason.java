package dev.oneoff.admin.job.live;

import dev.oneoff.admin.AdminException;
import java.util.Set;

/**
 * Why a pod does not start, as Kubernetes says it.
 *
 * @param code one word, such as {@code ErrImagePull}
 * @param message the rest
 */
record Reason(String code, String message) {

  /** What does not go away by itself. */
  private static final Set<String> OF_CONFIGURATION =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "ErrImageNeverPull",
          "ErrImagePull",
          "FailedMount",
          "ImageInspectError",
          "ImagePullBackOff",
          "InvalidImageName",
          "RunContainerError",
          "StartError");

  /** As a sentence. */
  String sentence() {
    String text = message.strip();
    return "Not started yet: "
        + what()
        + (text.isEmpty()
            ? ""
            : " (" + (text.endsWith(".") ? text.substring(0, text.length() - 1) : text) + ")")
        + ".";
  }

  private String what() {
    if (code.equals("Unschedulable")) {
      return "no node has room for it";
    }
    if (code.contains("Image")) {
      return "its image cannot be pulled, " + code;
    }
    if (code.equals("CreateContainerConfigError")) {
      return "a Secret or a ConfigMap that it needs is not there";
    }
    if (code.equals("FailedMount")) {
      return "a volume cannot be mounted";
    }
    if (quota()) {
      return "the namespace's quota is used up";
    }
    if (podSecurity()) {
      return "the namespace's pod security does not allow it";
    }
    return code;
  }

  private boolean quota() {
    return message.contains("exceeded quota") || message.contains("failed quota");
  }

  private boolean podSecurity() {
    return message.contains("violates PodSecurity");
  }

  boolean ofConfiguration() {
    return OF_CONFIGURATION.contains(code)
        || podSecurity()
        || message.contains("serviceaccount")
        || message.contains("failed quota");
  }

  AdminException failure(String job) {
    String sentence =
        sentence() + " The Job " + job + " was deleted after --start-timeout, and nothing ran.";
    return ofConfiguration()
        ? AdminException.configuration(sentence)
        : AdminException.unavailable(sentence, null);
  }
}
