package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command behind a pooler and with {@code DATABASE_DIRECT_URL}. */
@Tag("one-java")
class PoolerWithAWayPastIT {

  @TempDir Path directory;

  @Test
  void everyCommandWorks() throws Exception {
    PoolerCommands commands = PoolerCommands.in(directory);

    assertThat(commands.run(true)).isEqualTo(commands.expected(true));
  }
}
