import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends one request again and again over connections that stay open, and prints how many were answered a second: PORT CONNECTIONS
 * SECONDS METHOD PATH [BODY], in which each # is another number each time. Plain sockets, because it shares the processors with
 * the server that it measures. An answer other than 2xx ends it.
 */
class LoadClient {

  private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis() * 1_000_000);
  private static final AtomicReference<Exception> FAILURE = new AtomicReference<>();

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Thread[] connections = new Thread[Integer.parseInt(arguments[1])];
    double seconds = Double.parseDouble(arguments[2]);
    String body = arguments.length > 5 ? arguments[5] : "";
    AtomicLong answers = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    for (int i = 0; i < connections.length; i++) {
      connections[i] =
          new Thread(
              () -> {
                try {
                  answers.addAndGet(send(port, arguments[3], arguments[4], body, end));
                } catch (Exception e) {
                  FAILURE.set(e);
                }
              });
      connections[i].start();
    }
    for (Thread connection : connections) {
      connection.join();
    }
    if (FAILURE.get() != null) {
      throw FAILURE.get();
    }
    System.out.printf(Locale.ROOT, "%.1f%n", answers.get() * 1e9 / (System.nanoTime() - begin));
  }

  private static long send(int port, String method, String path, String body, long end) throws IOException {
    long answers = 0;
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
      while (System.nanoTime() < end && FAILURE.get() == null) {
        byte[] content = body.replace("#", Long.toString(NUMBERS.getAndIncrement())).getBytes(StandardCharsets.UTF_8);
        String head =
            method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                + (content.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "\r\n";
        byte[] request = (head + new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        out.write(request);
        readAnswer(in);
        answers++;
      }
    }
    return answers;
  }

  private static void readAnswer(InputStream in) throws IOException {
    String status = line(in);
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    if (length < 0) {
      throw new IOException("An answer without its length: " + status);
    }
    byte[] content = in.readNBytes(length);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + " " + new String(content, StandardCharsets.UTF_8));
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The server closed the connection.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
