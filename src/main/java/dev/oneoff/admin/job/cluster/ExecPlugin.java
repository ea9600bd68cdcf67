package dev.oneoff.admin.job.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.output.Terminals;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A program that signs a user in, such as a cloud's, and prints a credential. */
final class ExecPlugin {

  private static final String GROUP = "client.authentication.k8s.io/";
  private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1");

  /** The name of a cluster's extension that is meant for the program. */
  private static final String EXTENSION = "client.authentication.k8s.io/exec";

  /** A credential that ends while a request is under way would be refused. */
  private static final long SECONDS_BEFORE_END = 10;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ConfigEntry user;
  private final ConfigEntry cluster;
  private final JsonNode exec;
  private final Map<String, String> environment;
  private final String version;
  private final String program;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Credential kept;
  private Instant until = Instant.MAX;

  ExecPlugin(ConfigEntry user, ConfigEntry cluster, Map<String, String> environment) {
    this.user = user;
    this.cluster = cluster;
    this.environment = environment;
    this.exec = user.values().path("exec");
    this.version = exec.path("apiVersion").asText();
    this.program = exec.path("command").asText();
    if (!VERSIONS.contains(version)) {
      throw AdminException.configuration(
          user.name("exec plugin")
              + " has the apiVersion '"
              + version
              + "'; v1 and v1beta1 of client.authentication.k8s.io can be used.");
    }
    if (program.isBlank()) {
      throw AdminException.configuration(user.name("exec plugin") + " has no command.");
    }
  }

  /** What the program last printed, as long as that is good; else it is run. */
  Credential ask() {
    lock.lock();
    try {
      Credential known = kept;
      if (known != null && Instant.now().isBefore(until)) {
        return known;
      }
      Credential asked = read(run());
      kept = asked;
      return asked;
    } finally {
      lock.unlock();
    }
  }

  /** The next question runs the program again, unless another thread has had it run already. */
  boolean forget(Optional<String> refused) {
    lock.lock();
    try {
      if (kept != null && kept.authorization().equals(refused)) {
        kept = null;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private byte[] run() {
    boolean interactive = interactive();
    List<String> command = new ArrayList<>();
    command.add(command());
    exec.path("args").forEach(argument -> command.add(argument.asText()));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Its questions and its complaints are for the person at the terminal.
    builder.redirectError(Redirect.INHERIT);
    if (interactive) {
      builder.redirectInput(Redirect.INHERIT);
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    for (JsonNode variable : exec.path("env")) {
      builder.environment().put(variable.path("name").asText(), variable.path("value").asText());
    }
    builder.environment().put("KUBERNETES_EXEC_INFO", information(interactive));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw AdminException.configuration(named() + " cannot be started." + hint(), e);
    }
    try {
      process.getOutputStream().close();
      byte[] printed = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      if (code != 0) {
        throw AdminException.configuration(
            named() + " has failed with exit code " + code + "." + hint());
      }
      return printed;
    } catch (IOException e) {
      throw AdminException.configuration("The output of " + program + " cannot be read.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiLimits.interrupted();
    } finally {
      process.destroy();
    }
  }

  // As kubectl: only a path is relative to the kubeconfig; a bare name is looked up.
  private String command() {
    return program.contains("/") ? user.directory().resolve(program).toString() : program;
  }

  private boolean interactive() {
    String mode = exec.path("interactiveMode").asText("IfAvailable");
    boolean terminal = !mode.equals("Never") && Terminals.isTerminal(0) && Terminals.isTerminal(2);
    if (mode.equals("Always") && !terminal) {
      throw AdminException.configuration(
          named() + " asks questions, but there is no terminal. Sign in at one first.");
    }
    return terminal;
  }

  private String information(boolean interactive) {
    ObjectNode information = MAPPER.createObjectNode();
    information.put("apiVersion", version).put("kind", "ExecCredential");
    ObjectNode spec = information.putObject("spec").put("interactive", interactive);
    if (exec.path("provideClusterInfo").asBoolean()) {
      ObjectNode told = spec.putObject("cluster");
      for (String key : List.of("server", "tls-server-name", "proxy-url")) {
        cluster.text(key).ifPresent(value -> told.put(key, value));
      }
      cluster
          .text("certificate-authority-data")
          .or(() -> cluster.text("certificate-authority").map(file -> authority()))
          .ifPresent(data -> told.put("certificate-authority-data", data));
      for (JsonNode extension : cluster.values().path("extensions")) {
        if (extension.path("name").asText().equals(EXTENSION)) {
          told.set("config", extension.path("extension"));
        }
      }
    }
    return information.toString();
  }

  private String authority() {
    return Base64.getEncoder().encodeToString(cluster.read("certificate-authority"));
  }

  private Credential read(byte[] printed) {
    JsonNode status;
    try {
      status = MAPPER.readTree(printed).path("status");
    } catch (JsonProcessingException e) {
      // Not its cause, which quotes what was printed.
      throw unusable("no JSON");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Optional<String> token = text(status, "token");
    Optional<Pem> certificate = pem(status, "clientCertificateData");
    Optional<Pem> key = pem(status, "clientKeyData");
    if (certificate.isPresent() != key.isPresent()) {
      throw unusable("half of a certificate and its key");
    }
    if (token.isEmpty() && key.isEmpty()) {
      throw unusable("neither a token nor a certificate");
    }
    until = end(text(status, "expirationTimestamp"));
    return new Credential(
        token.map(text -> Credential.bearer(text, user.what())),
        certificate.map(pem -> Credential.Key.of(pem, key.orElseThrow())));
  }

  private Instant end(Optional<String> expiration) {
    try {
      return expiration
          .map(text -> OffsetDateTime.parse(text).toInstant().minusSeconds(SECONDS_BEFORE_END))
          .orElse(Instant.MAX);
    } catch (DateTimeParseException e) {
      throw unusable("an expirationTimestamp that is no time");
    }
  }

  private Optional<Pem> pem(JsonNode status, String key) {
    return text(status, key)
        .map(pem -> new Pem("The " + key + " of " + named(), pem.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<String> text(JsonNode status, String key) {
    return Optional.of(status.path(key).asText("")).filter(text -> !text.isBlank());
  }

  private AdminException unusable(String what) {
    return AdminException.configuration(named() + " has printed " + what + ".");
  }

  private String named() {
    return "The program '" + program + "', which signs " + user.what() + " in,";
  }

  private String hint() {
    return text(exec, "installHint").map(hint -> " " + hint.strip()).orElse("");
  }
}
