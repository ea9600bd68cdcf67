import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * A network that is slow but wide: whatever is sent arrives half a round trip later.
 * {@code java DelayedTcp.java PORT TARGET-PORT ROUND-TRIP-MILLIS}
 */
class DelayedTcp {

  private record Piece(byte[] bytes, long at) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at, ((Piece) other).at);
    }
  }

  public static void main(String[] words) throws IOException {
    int target = Integer.parseInt(words[1]);
    long delay = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2])) / 2;
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(Integer.parseInt(words[0]), 50, here)) {
      while (true) {
        Socket client = server.accept();
        Socket database = new Socket(here, target);
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        pass(client, database, delay);
        pass(database, client, delay);
      }
    }
  }

  private static void pass(Socket from, Socket to, long delay) {
    DelayQueue<Piece> way = new DelayQueue<>();
    daemon(
        () -> {
          byte[] buffer = new byte[65536];
          long last = 0;
          try (InputStream in = from.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
              last = Math.max(last + 1, System.nanoTime() + delay);
              way.add(new Piece(java.util.Arrays.copyOf(buffer, read), last));
            }
          } finally {
            way.add(new Piece(new byte[0], Math.max(last + 1, System.nanoTime() + delay)));
          }
        });
    daemon(
        () -> {
          try (OutputStream out = to.getOutputStream()) {
            for (Piece piece = way.take(); piece.bytes().length > 0; piece = way.take()) {
              out.write(piece.bytes());
              out.flush();
            }
          }
        });
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // One of both has gone.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
