package dev.oneoff.admin.database.local;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The loopback port of a server: the previous one, unless somebody else has taken it. */
final class Ports {

  // Below the range that systems use for outgoing connections, which could take it in between.
  private static final int FIRST = 15432;
  private static final int LAST = 16431;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private Ports() {}

  static int choose(Path lastOne) throws IOException {
    if (Files.exists(lastOne)) {
      String text = Files.readString(lastOne).strip();
      if (text.matches("[0-9]{4,5}") && isFree(Integer.parseInt(text))) {
        return Integer.parseInt(text);
      }
    }
    return IntStream.rangeClosed(FIRST, LAST)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow(
            () ->
                AdminException.unavailable(
                    "The local PostgreSQL finds no free port between "
                        + FIRST
                        + " and "
                        + LAST
                        + " on 127.0.0.1. Stop what uses them, then try again.",
                    null));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
