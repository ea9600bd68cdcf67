package dev.oneoff.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * A wire between a process and the tests' PostgreSQL that counts what the process sends, all its
 * connections together, and stops dead at one message. Logins are not counted.
 */
final class CutWire implements AutoCloseable {

  /**
   * What a process sent.
   *
   * @param number of all that it sent, from 1
   * @param type PostgreSQL's letter
   * @param sql the statement that it belongs to, as far as the wire saw it
   */
  record Message(int number, char type, String sql) {

    /** Whether PostgreSQL answers to it: a query, a sync, the end of a copy. */
    boolean answered() {
      return "QSFcf".indexOf(type) >= 0;
    }
  }

  /** On which side of its message the wire stops. */
  enum Side {
    /** The message does not arrive. */
    BEFORE,
    /** It arrives, PostgreSQL has done what it says, and the process never hears of it. */
    AFTER
  }

  private final ServerSocket listening;
  private final List<Message> messages = new ArrayList<>();
  private final Set<WireLine> lines = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Predicate<Message> where = message -> false;
  private Side side = Side.AFTER;
  private volatile boolean frozen;
  private Supplier<String> state = () -> "";
  private String lastState = "";
  private final Set<Integer> changes = new TreeSet<>();

  private CutWire(ServerSocket listening) {
    this.listening = listening;
  }

  /** One that only counts, until it is told where to stop. */
  static CutWire open() throws IOException {
    CutWire wire = new CutWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    WireLine.daemon(wire::accept);
    return wire;
  }

  /** Stops at the first message that is such. */
  synchronized CutWire stopAt(Side thatSide, Predicate<Message> such) {
    side = thatSide;
    where = such;
    return this;
  }

  /** Asks for a state behind every message that is answered, to tell which of them change it. */
  synchronized CutWire watching(Supplier<String> of) {
    state = of;
    lastState = of.get();
    return this;
  }

  /** The numbers of the messages behind which the state that is watched was another one. */
  synchronized Set<Integer> changes() {
    return Set.copyOf(changes);
  }

  String url(JarPostgres.Database database) {
    return database.url().replaceFirst("@127.0.0.1:\\d+", "@127.0.0.1:" + listening.getLocalPort());
  }

  synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Whether it stopped, as soon as it did or the process has ended. */
  boolean stopped(JarRun run) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> stopped.getCount() == 0 || !run.isAlive());
    return stopped.getCount() == 0;
  }

  /** Nothing passes any more. */
  boolean frozen() {
    return frozen;
  }

  /** Ends all connections that there are; new ones are served. */
  void cut() {
    frozen = false;
    List.copyOf(lines).forEach(WireLine::close);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }

  void gone(WireLine line) {
    lines.remove(line);
  }

  /** Forwards a message, or stops at it; no other passes in the meantime. */
  synchronized void pass(WireLine line, char type, byte[] body) throws IOException {
    if (frozen) {
      throw new IOException("The wire has stopped.");
    }
    Message message = new Message(messages.size() + 1, type, line.sql(type, body));
    messages.add(message);
    if (stopped.getCount() == 0 || !where.test(message)) {
      line.send(type, body);
      watch(line, message);
      return;
    }
    frozen = true;
    if (side == Side.AFTER) {
      line.send(type, body);
    }
    line.flush();
    if (side == Side.AFTER && message.answered()) {
      line.awaitAnswer();
    }
    stopped.countDown();
  }

  private void watch(WireLine line, Message message) throws IOException {
    if (!lastState.isEmpty() && message.answered()) {
      line.flush();
      line.awaitAnswer();
      String now = state.get();
      if (!now.equals(lastState)) {
        changes.add(message.number());
      }
      lastState = now;
    }
  }

  private void accept() {
    try {
      while (true) {
        WireLine line = new WireLine(this, listening.accept(), JarPostgres.server().port());
        lines.add(line);
        WireLine.daemon(line::carry);
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }
}
