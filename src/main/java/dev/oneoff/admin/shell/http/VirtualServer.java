package dev.oneoff.admin.shell.http;

import dev.oneoff.admin.AdminException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.quarkus.arc.Arc;
import io.quarkus.netty.runtime.virtual.VirtualClientConnection;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Quarkus's router behind an in-memory channel, which is how Quarkus itself serves without a
 * socket. Extensions request this at build time; here it is only needed once somebody calls an
 * endpoint, so Quarkus's classes are called reflectively, by name.
 */
final class VirtualServer {

  private VirtualServer() {}

  /** The one of this process. */
  static VirtualServer start() {
    try {
      Method start = VertxHttpRecorder.class.getDeclaredMethod("initializeVirtual", Vertx.class);
      start.setAccessible(true);
      start.invoke(null, Arc.container().select(Vertx.class).get());
      return new VirtualServer();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw AdminException.failed("This service's Quarkus cannot serve without a port.", e);
    }
  }

  Answer exchange(String method, String path, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    DefaultHttpRequest request =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path);
    headers.forEach(request.headers()::set);
    request.headers().setInt("Content-Length", bytes.length);
    AnswerCollector collector = new AnswerCollector();
    VirtualClientConnection<?> connection =
        VirtualClientConnection.connect(collector, VertxHttpRecorder.VIRTUAL_HTTP);
    try {
      connection.sendMessage(request);
      connection.sendMessage(new DefaultLastHttpContent(Unpooled.wrappedBuffer(bytes)));
      return collector.answer().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AdminException.interrupted("Stopped before the service had answered.");
    } catch (ExecutionException e) {
      throw AdminException.failed("The service closed the connection without an answer.", e);
    } finally {
      connection.close();
    }
  }
}
