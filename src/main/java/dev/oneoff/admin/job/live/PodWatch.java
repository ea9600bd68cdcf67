package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.job.cluster.Cluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of one pod. The last one, with the exit code, is seen only by who watches: the
 * pod of a Job that was deleted is gone a moment later.
 */
final class PodWatch implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long AGAIN_SECONDS = 1;

  private final Cluster cluster;
  private final String container;
  private final String path;
  private final String name;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile JsonNode newest;
  private volatile @Nullable InputStream stream;

  PodWatch(Cluster cluster, PodState pod) {
    this.cluster = cluster;
    this.container = pod.container();
    this.name = pod.name();
    this.newest = pod.pod();
    this.path = "/api/v1/namespaces/" + cluster.namespace() + "/pods";
    Thread thread = new Thread(this::watch, "watch of " + name);
    thread.setDaemon(true);
    thread.start();
  }

  PodState state() {
    return new PodState(newest, container);
  }

  /** Whether the pod has been removed. */
  boolean gone() {
    return gone.getCount() == 0;
  }

  private void watch() {
    while (closed.getCount() > 0 && gone.getCount() > 0) {
      try {
        Optional<JsonNode> now = cluster.find(path + "/" + name);
        if (now.isEmpty()) {
          gone.countDown();
          return;
        }
        newest = now.get();
        if (!state().over()) {
          follow(now.get().path("metadata").path("resourceVersion").asText());
        }
      } catch (AdminException | IOException | UncheckedIOException e) {
        // The connection is away, and taken up again.
      }
      try {
        if (closed.await(AGAIN_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow(String version) throws IOException {
    try (InputStream events =
            cluster.stream(
                path
                    + "?watch=true&timeoutSeconds=300&fieldSelector=metadata.name%3D"
                    + name
                    + "&resourceVersion="
                    + version);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
      stream = events;
      String line;
      while (closed.getCount() > 0 && (line = lines.readLine()) != null) {
        JsonNode event = JSON.readTree(line);
        String type = event.path("type").asText();
        if (type.equals("ERROR")) {
          return;
        }
        if (type.equals("MODIFIED") || type.equals("DELETED")) {
          newest = event.path("object");
        }
        if (type.equals("DELETED")) {
          gone.countDown();
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    InputStream open = stream;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is not needed any more.
      }
    }
  }
}
