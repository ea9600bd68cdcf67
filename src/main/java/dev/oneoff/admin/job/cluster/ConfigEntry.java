package dev.oneoff.admin.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * A cluster, a user or a context of a kubeconfig.
 *
 * @param what for people: {@code user 'ada'}
 * @param directory its file's, where relative paths start
 */
record ConfigEntry(String what, JsonNode values, Path directory) {

  Optional<String> text(String key) {
    return Optional.of(values.path(key).asText("")).filter(text -> !text.isBlank());
  }

  boolean has(String key) {
    return !values.path(key).isMissingNode() && !values.path(key).isNull();
  }

  /** What stands in the kubeconfig itself as {@code key-data}, or in the file that it names. */
  Optional<Pem> pem(String key) {
    return text(key + "-data")
        .map(data -> new Pem(name(key + "-data"), decoded(key + "-data", data)))
        .or(() -> text(key).map(file -> new Pem(name(key) + " (" + path(file) + ")", read(key))));
  }

  private byte[] decoded(String key, String data) {
    try {
      return Base64.getMimeDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      throw AdminException.configuration(name(key) + " is not Base64.", e);
    }
  }

  /** The file that it names, as it is now. */
  byte[] read(String key) {
    Path file = path(text(key).orElseThrow());
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw AdminException.configuration(
          name(key) + " cannot be read: there is no readable file " + file + ".", e);
    }
  }

  private Path path(String file) {
    return directory.resolve(file);
  }

  /** For the beginning of a sentence. */
  String name(String key) {
    return "The " + key + " of " + what + " in the kubeconfig";
  }

  String missing(String key) {
    return "The " + key + " of " + what + " is missing in the kubeconfig";
  }
}
