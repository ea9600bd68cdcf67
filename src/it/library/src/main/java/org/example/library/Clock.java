package org.example.library;

import io.quarkus.scheduler.Scheduled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Leaves a mark for each tick of the scheduler. */
public class Clock {

  @ConfigProperty(name = "ticks")
  Optional<Path> ticks;

  @Scheduled(every = "1s")
  void tick() throws IOException {
    if (ticks.isPresent()) {
      Files.writeString(
          ticks.get(), "tick\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
