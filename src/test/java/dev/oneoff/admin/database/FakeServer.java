package dev.oneoff.admin.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Answers each login with an error, as a server does that starts, stops or has no more slots. */
final class FakeServer implements AutoCloseable {

  private static final int SSL = 80877103;
  private static final int GSS = 80877104;

  private final ServerSocket socket;
  private final String code;
  private final String message;

  FakeServer(String code, String message) throws IOException {
    this.code = code;
    this.message = message;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "fake server");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "postgres://app:secret@127.0.0.1:" + socket.getLocalPort() + "/orders";
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(client);
      } catch (IOException e) {
        // The client or the test has gone.
      }
    }
  }

  private void answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    while (true) {
      int length = in.readInt();
      int kind = in.readInt();
      if (kind == SSL || kind == GSS) {
        out.writeByte('N');
        continue;
      }
      in.readNBytes(length - 8);
      ByteArrayOutputStream fields = new ByteArrayOutputStream();
      for (String field : new String[] {"SFATAL", "VFATAL", "C" + code, "M" + message, ""}) {
        fields.write(field.getBytes(UTF_8));
        fields.write(0);
      }
      out.writeByte('E');
      out.writeInt(fields.size() + 4);
      fields.writeTo(out);
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
