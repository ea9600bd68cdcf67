package dev.oneoff.admin.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those of a kubeconfig's user. */
final class UserCredentials implements Credentials {

  private final ConfigEntry user;
  private final Optional<ExecPlugin> plugin;
  private final Optional<Credential.Key> key;

  UserCredentials(ConfigEntry user, ConfigEntry cluster, Map<String, String> environment) {
    this.user = user;
    if (user.has("auth-provider")) {
      throw AdminException.configuration(
          user.name("auth-provider")
              + " is a way to sign in that Kubernetes itself has removed. Write the kubeconfig"
              + " again with your provider's tool, which uses an exec plugin now.");
    }
    if (user.has("as-user-extra")) {
      throw AdminException.configuration(user.name("as-user-extra") + " is not supported.");
    }
    this.plugin =
        user.has("exec")
            ? Optional.of(new ExecPlugin(user, cluster, environment))
            : Optional.empty();
    this.key = key(user);
  }

  private static Optional<Credential.Key> key(ConfigEntry user) {
    Optional<Pem> certificate = user.pem("client-certificate");
    Optional<Pem> key = user.pem("client-key");
    if (certificate.isPresent() != key.isPresent()) {
      throw AdminException.configuration(
          user.missing(certificate.isPresent() ? "client-key" : "client-certificate")
              + ": one is of no use without the other.");
    }
    return certificate.map(pem -> Credential.Key.of(pem, key.orElseThrow()));
  }

  @Override
  public String whose() {
    return user.what();
  }

  @Override
  public Credential now() {
    Optional<String> said = authorization();
    if (said.isPresent() || plugin.isEmpty()) {
      return new Credential(said, key);
    }
    Credential asked = plugin.get().ask();
    return new Credential(asked.authorization(), asked.key().or(() -> key));
  }

  private Optional<String> authorization() {
    if (user.text("tokenFile").isPresent()) {
      // Whoever wrote the file may replace it at any time.
      String token = new String(user.read("tokenFile"), StandardCharsets.UTF_8);
      return Optional.of(Credential.bearer(token, whose()));
    }
    return user.text("token")
        .map(token -> Credential.bearer(token, whose()))
        .or(
            () ->
                user.text("username")
                    .map(name -> Credential.basic(name, user.text("password").orElse(""))));
  }

  @Override
  public boolean renew(Credential refused) {
    return plugin.isPresent()
        && authorization().isEmpty()
        && plugin.get().forget(refused.authorization());
  }

  @Override
  public List<Map.Entry<String, String>> impersonation() {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    user.text("as").ifPresent(name -> headers.add(Map.entry("Impersonate-User", name)));
    user.text("as-uid").ifPresent(uid -> headers.add(Map.entry("Impersonate-Uid", uid)));
    for (JsonNode group : user.values().path("as-groups")) {
      headers.add(Map.entry("Impersonate-Group", group.asText()));
    }
    return headers;
  }
}
