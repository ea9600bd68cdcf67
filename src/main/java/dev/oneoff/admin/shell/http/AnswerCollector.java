package dev.oneoff.admin.shell.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.netty.runtime.virtual.VirtualResponseHandler;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Collects an answer while its parts arrive; the router's own threads deliver them, one after
 * another.
 */
final class AnswerCollector implements VirtualResponseHandler {

  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Map<String, String> headers = new TreeMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;

  CompletableFuture<Answer> answer() {
    return answer;
  }

  @Override
  public void handleMessage(Object part) {
    try {
      if (part instanceof HttpResponse head) {
        status = head.status().code();
        head.headers()
            .forEach(
                each ->
                    headers.merge(
                        each.getKey().toLowerCase(Locale.ROOT),
                        each.getValue(),
                        (one, other) -> one + ", " + other));
      }
      if (part instanceof HttpContent content) {
        byte[] bytes = new byte[content.content().readableBytes()];
        content.content().readBytes(bytes);
        body.writeBytes(bytes);
      }
      if (part instanceof LastHttpContent) {
        answer.complete(new Answer(status, headers, body.toString(StandardCharsets.UTF_8)));
      }
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    } finally {
      ReferenceCountUtil.release(part);
    }
  }

  @Override
  public void close() {
    answer.completeExceptionally(new EOFException("closed"));
  }
}
