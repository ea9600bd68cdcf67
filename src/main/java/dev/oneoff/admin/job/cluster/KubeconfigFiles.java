package dev.oneoff.admin.job.cluster;

import dev.oneoff.admin.AdminException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a kubeconfig may be, as kubectl looks for it.
 *
 * @param places in this order
 * @param said how people name these places
 */
record KubeconfigFiles(List<Path> places, String said) {

  static KubeconfigFiles of(Optional<Path> given, Map<String, String> environment) {
    if (given.isPresent()) {
      return new KubeconfigFiles(List.of(given.get()), given.get().toString());
    }
    String variable = environment.getOrDefault("KUBECONFIG", "");
    if (!variable.isBlank()) {
      return new KubeconfigFiles(
          Stream.of(variable.split(Pattern.quote(File.pathSeparator), -1))
              .filter(name -> !name.isBlank())
              .map(Path::of)
              .toList(),
          "KUBECONFIG=" + variable);
    }
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    Path file = home.resolve(".kube").resolve("config");
    return new KubeconfigFiles(List.of(file), file.toString());
  }

  boolean exist() {
    return places.stream().anyMatch(Files::exists);
  }

  Kubeconfig read() {
    return new Kubeconfig(places.stream().filter(Files::exists).toList());
  }

  /** None of them exists. */
  AdminException missing() {
    return AdminException.configuration("There is no kubeconfig " + said + ".");
  }

  /** None of them exists, nor does anything else that leads to a cluster. */
  AdminException nowhere() {
    return AdminException.configuration(
        "No cluster is known: there is no kubeconfig "
            + said
            + ", and this is not a pod with a service account. Name one with --kubeconfig.");
  }
}
