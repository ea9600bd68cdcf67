package dev.oneoff.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * One connection of a {@link CutWire}. A message of PostgreSQL's protocol 3 is a letter, a length
 * that counts itself, and a body; the first ones of a login have no letter.
 */
final class WireLine {

  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int CANCEL_REQUEST = 80877102;

  private final CutWire wire;
  private final Socket client;
  private final Socket server;
  private final DataInputStream fromClient;
  private final DataInputStream fromServer;
  private final DataOutputStream toClient;
  private final DataOutputStream toServer;
  private final Map<String, String> prepared = new HashMap<>();
  private final Object answers = new Object();
  private String sql = "";
  private int outstanding = 1;
  private boolean copying;

  WireLine(CutWire wire, Socket client, int port) throws IOException {
    this.wire = wire;
    this.client = client;
    this.server = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
    toClient = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
    toServer = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
  }

  /** Until one end is gone. What the process sent before arrives, as through a real wire. */
  void carry() {
    try {
      if (login()) {
        daemon(this::answer);
        while (true) {
          char type = (char) fromClient.readUnsignedByte();
          byte[] body = body(fromClient);
          if (type == 'p') {
            send(type, body);
          } else {
            wire.pass(this, type, body);
          }
        }
      }
    } catch (IOException e) {
      // The end.
    }
    closeUnlessFrozen();
  }

  private boolean login() throws IOException {
    while (true) {
      byte[] body = body(fromClient);
      toServer.writeInt(body.length + 4);
      toServer.write(body);
      toServer.flush();
      int code = ByteBuffer.wrap(body).getInt();
      if (code != SSL_REQUEST && code != GSS_REQUEST) {
        return code != CANCEL_REQUEST;
      }
      // The tests' server has neither, and says so by one letter.
      toClient.writeByte(fromServer.readByte());
      toClient.flush();
    }
  }

  private void answer() {
    try {
      while (true) {
        char type = (char) fromServer.readUnsignedByte();
        byte[] body = body(fromServer);
        if (!wire.frozen()) {
          write(toClient, type, body);
          if (fromServer.available() == 0) {
            toClient.flush();
          }
        }
        synchronized (answers) {
          outstanding -= type == 'Z' ? 1 : 0;
          // A copy is answered by the invitation to send it.
          copying |= type == 'G';
          answers.notifyAll();
        }
      }
    } catch (IOException e) {
      closeUnlessFrozen();
    }
  }

  void send(char type, byte[] body) throws IOException {
    synchronized (answers) {
      outstanding += "QSF".indexOf(type) >= 0 && !copying ? 1 : 0;
      copying &= type != 'c' && type != 'f';
    }
    write(toServer, type, body);
    if (fromClient.available() == 0) {
      toServer.flush();
    }
  }

  void flush() throws IOException {
    toServer.flush();
  }

  /** Until PostgreSQL is ready for more, or for a while: it may wait for somebody's lock. */
  void awaitAnswer() {
    long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    synchronized (answers) {
      while (outstanding > 0 && !copying && !server.isClosed() && System.nanoTime() < limit) {
        try {
          answers.wait(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /** Follows which statement a message belongs to. */
  String sql(char type, byte[] body) {
    if (type == 'Q') {
      sql = text(body, 0);
    } else if (type == 'P') {
      sql = text(body, end(body, 0) + 1);
      prepared.put(text(body, 0), sql);
    } else if (type == 'B') {
      // The portal's name comes first.
      sql = prepared.getOrDefault(text(body, end(body, 0) + 1), "");
    }
    return sql;
  }

  private static String text(byte[] body, int from) {
    return new String(body, from, end(body, from) - from, UTF_8);
  }

  private static int end(byte[] body, int from) {
    int end = from;
    while (body[end] != 0) {
      end++;
    }
    return end;
  }

  private static byte[] body(DataInputStream in) throws IOException {
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return body;
  }

  private static void write(DataOutputStream out, char type, byte[] body) throws IOException {
    out.writeByte(type);
    out.writeInt(body.length + 4);
    out.write(body);
  }

  // A frozen wire leaves its ends as they are, until the process is killed or the wire is cut.
  private void closeUnlessFrozen() {
    if (!wire.frozen()) {
      close();
    }
  }

  void close() {
    wire.gone(this);
    try (client) {
      server.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  static void daemon(Runnable work) {
    Thread thread = new Thread(work, "wire");
    thread.setDaemon(true);
    thread.start();
  }
}
