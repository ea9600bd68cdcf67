package dev.oneoff.admin.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a person is told when the API server refuses, fails, or is not there. */
record ApiFailures(ApiServer server, Credentials credentials, ApiLimits limits) {

  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int TOO_MANY_REQUESTS = 429;
  static final int SERVER_ERROR = 500;

  /** Enough for a sentence; a proxy may answer with a whole page. */
  private static final int TEXT = 300;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  AdminException answered(int status, byte[] body) {
    JsonNode said = json(body);
    String message = message(status, said, body);
    ApiFailure cause = new ApiFailure(status, said.path("reason").asText(""), message);
    if (status == UNAUTHORIZED) {
      return AdminException.configuration(
          "The "
              + server
              + " does not accept the credentials of "
              + credentials.whose()
              + ". They may have expired: sign in again, or fetch a new kubeconfig.",
          cause);
    }
    if (status == FORBIDDEN) {
      return AdminException.refused(
          sentence("The cluster refuses this: " + message)
              + " 'job rbac' prints the Role that is needed.",
          cause);
    }
    if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
      return AdminException.unavailable(
          sentence("The " + server + " fails with " + status + ": " + message), cause);
    }
    return AdminException.refused(sentence("The cluster refuses this: " + message), cause);
  }

  private static JsonNode json(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      return MAPPER.createObjectNode();
    }
  }

  private static String message(int status, JsonNode said, byte[] body) {
    String message = said.path("message").asText("").strip();
    if (message.isEmpty()) {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.startsWith("<") || text.startsWith("{")
          ? "it gives no reason (" + status + ")"
          : shortened(text.lines().findFirst().orElse(""));
    }
    // Most messages have them already, but not those of every webhook.
    List<String> causes = new ArrayList<>();
    for (JsonNode each : said.path("details").path("causes")) {
      String why = each.path("message").asText();
      if (!message.contains(why)) {
        causes.add((each.path("field").asText() + " " + why).strip());
      }
    }
    return causes.isEmpty() ? message : message + " (" + String.join("; ", causes) + ")";
  }

  private static String shortened(String text) {
    return text.length() > TEXT ? text.substring(0, TEXT) + "…" : text;
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** A path or a label may be mistaken, but not this: the server's answer is no JSON. */
  AdminException notJson(IOException cause) {
    return AdminException.unavailable(
        "The " + server + " answers, but not as the Kubernetes API does.", cause);
  }

  AdminException endedEarly(Throwable cause) {
    return AdminException.unavailable("The connection to the " + server + " has broken.", cause);
  }

  AdminException unreachable(IOException failure) {
    Optional<String> distrust = distrust(failure);
    if (distrust.isPresent()) {
      return AdminException.configuration(
          "The certificate of the "
              + server
              + " is not trusted: "
              + distrust.get()
              + ". The cluster's certificate-authority in the kubeconfig says whose certificates"
              + " are.",
          failure);
    }
    if (causes(failure).anyMatch(ApiFailures::refusesOurCertificate)) {
      return AdminException.configuration(
          "The "
              + server
              + " does not accept the client certificate of "
              + credentials.whose()
              + ". It may have expired: sign in again, or fetch a new kubeconfig.",
          failure);
    }
    return AdminException.unavailable(
        "The " + server + " cannot be reached: " + why(failure) + ".", failure);
  }

  private static Optional<String> distrust(IOException failure) {
    List<Throwable> causes =
        causes(failure)
            .filter(
                cause ->
                    cause instanceof CertificateException
                        || cause instanceof CertPathValidatorException)
            .toList();
    if (causes.isEmpty()) {
      return Optional.empty();
    }
    if (causes.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
      return Optional.of("it has expired");
    }
    if (causes.stream().anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return Optional.of("it is not valid yet, by this machine's clock");
    }
    Throwable first = causes.get(0);
    return Optional.of(
        first.getCause() instanceof GeneralSecurityException
            ? "nobody who is trusted has signed it"
            : String.valueOf(first.getMessage()).replaceFirst("\\.$", ""));
  }

  // The other side's alert is the only sign of it, and Java has it as text only.
  private static boolean refusesOurCertificate(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof SSLException
        && message.contains("Received fatal alert")
        && (message.contains("certificate") || message.contains("unknown_ca"));
  }

  private String why(IOException failure) {
    if (causes(failure)
        .anyMatch(
            cause ->
                cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException)) {
      return "its name is not known here";
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "no connection within " + limits.connect().toSeconds() + " seconds";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer within " + limits.answer().toSeconds() + " seconds";
    }
    if (failure instanceof ConnectException) {
      return "nothing is listening there";
    }
    String message = String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    return failure instanceof SSLException
        ? "no encrypted connection can be made (" + message + ")"
        : "the connection has broken (" + message + ")";
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
