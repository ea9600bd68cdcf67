package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command behind a pooler where nothing names a way past it. */
@Tag("one-java")
class PoolerWithoutAWayPastIT {

  @TempDir Path directory;

  @Test
  void whatNeedsASessionIsRefused() throws Exception {
    PoolerCommands commands = PoolerCommands.in(directory);

    assertThat(commands.run(false)).isEqualTo(commands.expected(false));
  }
}
