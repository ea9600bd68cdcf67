package dev.oneoff.admin.job.live;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A container's process, its log, and who is connected to it, as a kubelet has them. */
final class PodProcess {

  private final Vertx vertx;
  private final Process process;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<ServerWebSocket> sockets = new ArrayList<>();
  private final List<HttpServerResponse> followers = new ArrayList<>();
  private boolean over;

  PodProcess(Vertx vertx, List<String> command, Map<String, String> environment, IntConsumer ended)
      throws IOException {
    this.vertx = vertx;
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process = builder.start();
    Thread out = reader(process.getInputStream(), 1);
    Thread err = reader(process.getErrorStream(), 2);
    Thread end =
        new Thread(
            () -> {
              try {
                int code = process.waitFor();
                out.join();
                err.join();
                finish();
                ended.accept(code);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    end.setDaemon(true);
    end.start();
  }

  private Thread reader(InputStream stream, int channel) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[4096];
              try {
                int read;
                while ((read = stream.read(buffer)) >= 0) {
                  written(channel, Buffer.buffer().appendBytes(buffer, 0, read));
                }
              } catch (IOException e) {
                // The process is gone.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private synchronized void written(int channel, Buffer bytes) {
    log.writeBytes(bytes.getBytes());
    sockets.forEach(
        socket ->
            socket.writeBinaryMessage(
                Buffer.buffer().appendByte((byte) channel).appendBuffer(bytes)));
    followers.forEach(follower -> follower.write(bytes));
  }

  private synchronized void finish() {
    over = true;
    sockets.forEach(
        socket -> {
          socket.writeBinaryMessage(
              Buffer.buffer().appendByte((byte) 3).appendString("{\"status\":\"Success\"}"));
          socket.close();
        });
    followers.forEach(HttpServerResponse::end);
  }

  synchronized void log(HttpServerRequest request) {
    HttpServerResponse response = request.response().setChunked(true);
    response.write(Buffer.buffer(log.toByteArray()));
    if (over || request.getParam("follow") == null) {
      response.end();
    } else {
      followers.add(response);
    }
  }

  synchronized void connect(ServerWebSocket socket) {
    sockets.add(socket);
    OutputStream input = process.getOutputStream();
    socket.binaryMessageHandler(
        frame ->
            vertx.executeBlocking(
                () -> {
                  int channel = frame.getByte(0) & 0xff;
                  if (channel == 0) {
                    input.write(frame.getBytes(1, frame.length()));
                    input.flush();
                  } else if (channel == 255) {
                    input.close();
                  }
                  return null;
                }));
  }

  synchronized void disconnect() {
    sockets.forEach(socket -> socket.close((short) 1011, "kubelet restarts"));
    sockets.clear();
  }

  void terminate() {
    // Not the process's own method, which closes its streams.
    process.toHandle().destroy();
  }

  void kill() {
    process.destroyForcibly();
  }
}
