package dev.oneoff.admin.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.boot.ServeCommand;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class LauncherTest {

  @Test
  void whatItTakesForShortBootsNothing() throws Exception {
    List<String> booting =
        ServiceLoader.load(AdminCommand.class).stream()
            .map(ServiceLoader.Provider::type)
            .filter(
                type ->
                    ApplicationCommand.class.isAssignableFrom(type) || type == ServeCommand.class)
            .map(type -> type.getAnnotation(Command.class).name())
            .toList();

    assertThat(booting).contains("shell", "query", "serve");
    assertThat(shortOnes()).contains("migrate", "about").doesNotContainAnyElementsOf(booting);
  }

  private static List<String> shortOnes() throws Exception {
    try (InputStream script = Launcher.class.getResourceAsStream("launcher.sh")) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      Matcher words = Pattern.compile("(?m)^  (about \\| .*)\\) kind=short").matcher(text);
      assertThat(words.find()).isTrue();
      return Stream.of(words.group(1).split(" \\| ")).toList();
    }
  }
}
