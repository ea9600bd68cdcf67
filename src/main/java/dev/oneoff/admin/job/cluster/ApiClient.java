package dev.oneoff.admin.job.cluster;

import static dev.oneoff.admin.job.cluster.ApiFailures.SERVER_ERROR;
import static dev.oneoff.admin.job.cluster.ApiFailures.TOO_MANY_REQUESTS;
import static dev.oneoff.admin.job.cluster.ApiFailures.UNAUTHORIZED;

import dev.oneoff.admin.AdminException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sends requests with the credentials of the moment, and again where that cannot do harm. */
final class ApiClient {

  /**
   * @param repeatable whether it does no harm to ask twice
   * @param streamed whether the answer may go on for ever
   */
  record Call(
      String method,
      String path,
      Optional<String> body,
      String type,
      boolean repeatable,
      boolean streamed) {}

  private final ApiServer server;
  private final Credentials credentials;
  private final ApiLimits limits;
  private final ApiFailures failures;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable HttpClient client;
  private Optional<Credential.Key> clientsKey = Optional.empty();

  ApiClient(ApiServer server, Credentials credentials, ApiLimits limits) {
    this.server = server;
    this.credentials = credentials;
    this.limits = limits;
    this.failures = new ApiFailures(server, credentials, limits);
  }

  ApiFailures failures() {
    return failures;
  }

  /** What a successful answer holds. */
  InputStream send(Call call) {
    boolean renewed = false;
    for (int tried = 1; ; tried++) {
      Credential credential = credentials.now();
      try {
        HttpResponse<InputStream> response = exchange(call, credential);
        int status = response.statusCode();
        if (status / 100 == 2) {
          return response.body();
        }
        if (status == UNAUTHORIZED && !renewed && credentials.renew(credential)) {
          renewed = true;
        } else if (limits.last(tried) || !again(call, status)) {
          throw failures.answered(status, response.body().readAllBytes());
        } else {
          pause(tried, response);
        }
      } catch (IOException e) {
        // Who has waited for so long does not want to do so four times.
        tried += e instanceof HttpTimeoutException ? 1 : 0;
        AdminException failure = failures.unreachable(e);
        if (limits.last(tried)
            || failure.reason() != AdminException.Cause.UNAVAILABLE
            || !(call.repeatable() || e instanceof ConnectException)) {
          throw failure;
        }
        limits.pause(tried);
      }
    }
  }

  // Whoever is turned away by 429 has not been listened to.
  private static boolean again(Call call, int status) {
    return status == TOO_MANY_REQUESTS || (call.repeatable() && status >= SERVER_ERROR);
  }

  private void pause(int tried, HttpResponse<?> response) {
    Optional<String> wanted =
        response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,9}"));
    if (wanted.isPresent()) {
      ApiLimits.pause(Duration.ofSeconds(Long.parseLong(wanted.get())));
    } else {
      limits.pause(tried);
    }
  }

  private HttpResponse<InputStream> exchange(Call call, Credential credential) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.at(call.path()));
    request.header("Accept", call.streamed() ? "*/*" : "application/json");
    call.body().ifPresent(body -> request.header("Content-Type", call.type()));
    sign(request::header, credential);
    request.method(
        call.method(),
        call.body()
            .map(body -> BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .orElseGet(BodyPublishers::noBody));
    BodyHandler<InputStream> body =
        answer ->
            call.streamed() && answer.statusCode() / 100 == 2
                ? BodySubscribers.ofInputStream()
                : BodySubscribers.mapping(BodySubscribers.ofByteArray(), ByteArrayInputStream::new);
    // The limit of a request itself would end before the body begins.
    return await(
        client(credential).sendAsync(request.build(), body),
        call.streamed() ? Optional.empty() : Optional.of(limits.answer()));
  }

  private void sign(BiConsumer<String, String> header, Credential credential) {
    header.accept("User-Agent", "oneoff");
    credential.authorization().ifPresent(value -> header.accept("Authorization", value));
    credentials.impersonation().forEach(each -> header.accept(each.getKey(), each.getValue()));
  }

  Attachment attach(String path, Attachment.Receiver receiver) {
    boolean renewed = false;
    while (true) {
      Credential credential = credentials.now();
      Attachment attachment = new Attachment(receiver, limits, failures);
      WebSocket.Builder builder =
          client(credential)
              .newWebSocketBuilder()
              .connectTimeout(limits.answer())
              .subprotocols(Attachment.V5, Attachment.V4);
      sign(builder::header, credential);
      try {
        await(
            builder.buildAsync(server.socket(path), attachment.listener()),
            Optional.of(limits.answer()));
        return attachment.opened();
      } catch (WebSocketHandshakeException e) {
        HttpResponse<?> response = e.getResponse();
        int status = response.statusCode();
        renewed = renewed || !(status == UNAUTHORIZED && credentials.renew(credential));
        if (renewed) {
          throw failures.answered(status, bytes(response.body()));
        }
        renewed = true;
      } catch (IOException e) {
        throw failures.unreachable(e);
      }
    }
  }

  private static byte[] bytes(@Nullable Object body) {
    return body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
  }

  private static <T> T await(CompletableFuture<T> answer, Optional<Duration> limit)
      throws IOException {
    try {
      return limit.isPresent()
          ? answer.get(limit.get().toMillis(), TimeUnit.MILLISECONDS)
          : answer.get();
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiLimits.interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  // A program that signs in may change the key in the middle of a command.
  private HttpClient client(Credential credential) {
    lock.lock();
    try {
      HttpClient known = client;
      if (known != null && clientsKey.equals(credential.key())) {
        return known;
      }
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              // A stream that is closed early ends its connection, and a WebSocket needs it anyway.
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(limits.connect());
      server.proxy().ifPresent(builder::proxy);
      if (server.encrypted()) {
        builder.sslContext(Tls.context(server, credential.key()));
      }
      clientsKey = credential.key();
      client = builder.build();
      return client;
    } finally {
      lock.unlock();
    }
  }
}
