package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.start.ContainerMemory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Keeps a command from starting beside a server in a container that is too small for both: the
 * kernel would kill the whole container for it, the server first of all.
 */
final class RoomInContainer {

  private static final long MB = 1L << 20;

  /** Others that have no more than this are a shell, or what holds a container open. */
  private static final long NEGLIGIBLE = 40 * MB;

  /** Without a boot; measured in the image, as is what a boot takes. */
  static final int UNBOOTED = 110;

  /** How long a process takes to have what it needs. */
  private static final Duration STARTING = Duration.ofSeconds(20);

  private final ContainerMemory container;
  private final ProcessHandle self;
  private final boolean switchedOff;

  RoomInContainer(ContainerMemory container, ProcessHandle self, Settings settings) {
    this.container = container;
    this.self = self;
    this.switchedOff = !settings.is(OwnSetting.MEMORY_CHECK);
  }

  static RoomInContainer ofThisProcess(Settings settings) {
    return new RoomInContainer(ContainerMemory.ofThisProcess(), ProcessHandle.current(), settings);
  }

  /**
   * Looks before the memory is taken.
   *
   * @throws AdminException {@code REFUSED}
   */
  void require(int megabytes) {
    try {
      look(megabytes);
    } catch (IOException e) {
      // Then nobody knows, as on a system without control groups.
    }
  }

  private void look(int megabytes) throws IOException {
    OptionalLong free = container.free();
    if (switchedOff || free.isEmpty()) {
      return;
    }
    long own = ContainerMemory.of(self.pid());
    if (container.ofProcesses() - own < NEGLIGIBLE) {
      return;
    }
    long left = free.getAsLong() - promised() + own;
    if (left < megabytes * MB) {
      throw AdminException.refused(
          "This container has no room for it beside what is already running: "
              + Math.max(0, left / MB)
              + " of "
              + container.limit().orElseThrow() / MB
              + " MB are free, and it needs about "
              + megabytes
              + ". Run it in a container of its own, in Kubernetes by 'job run', or set "
              + OwnSetting.MEMORY_CHECK
              + "=false if the server may be killed for it.");
    }
  }

  // What others that began just before will take yet: they looked, too, and found room.
  private long promised() throws IOException {
    long promised = 0;
    for (long process : container.processes()) {
      if (isStartingBefore(process)) {
        promised += Math.max(0, ApplicationCommand.BOOTED * MB - ContainerMemory.of(process));
      }
    }
    return promised;
  }

  private boolean isStartingBefore(long process) {
    Instant mine = self.info().startInstant().orElse(Instant.MAX);
    return process != self.pid()
        && ProcessHandle.of(process)
            .map(ProcessHandle::info)
            .filter(info -> info.command().map(name -> name.endsWith("java")).orElse(false))
            .flatMap(ProcessHandle.Info::startInstant)
            .filter(its -> its.isBefore(mine) || (its.equals(mine) && process < self.pid()))
            .filter(its -> its.plus(STARTING).isAfter(Instant.now()))
            .isPresent();
  }
}
