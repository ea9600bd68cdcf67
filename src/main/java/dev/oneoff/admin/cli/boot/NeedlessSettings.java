package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.setting.UnfitSettings;
import dev.oneoff.admin.setting.UnfitSettings.Unfit;
import dev.oneoff.admin.setting.WholeConfiguration;
import io.smallrye.config.ConfigValidationException;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings of the server's side that no command needs: one that cannot be used does not stop it.
 * Quarkus reads all or none, so what it would refuse is answered as if nobody had said it, and
 * told. (A Service that is called quarkus-http has Kubernetes set {@code QUARKUS_HTTP_PORT} to
 * {@code tcp://…} in each pod.)
 */
final class NeedlessSettings {

  private static final List<String> PREFIXES =
      List.of(
          "quarkus.http.",
          "quarkus.log.",
          "quarkus.management.",
          "quarkus.grpc.server.",
          "quarkus.micrometer.",
          "quarkus.scheduler.",
          "quarkus.shutdown.",
          "quarkus.smallrye-openapi.",
          "quarkus.swagger-ui.",
          "quarkus.vertx.");

  /** What is right wherever it stands, so that not each such setting costs a look at them all. */
  private static final Pattern PLAINLY_FIT =
      Pattern.compile("(?i)\\d+|true|false|OFF|FATAL|ERROR|WARN|INFO|DEBUG|TRACE|ALL");

  private static final Pattern TEXT = Pattern.compile(".*[.](host|path|format|formats)");

  private final Console console;
  private final Settings settings;

  NeedlessSettings(Console console, Settings settings) {
    this.console = console;
    this.settings = settings;
  }

  /** Before a boot. */
  void leaveOut() {
    if (inDoubt()) {
      List<Unfit> unfit = UnfitSettings.in(settings);
      List<Unfit> needed = unfit.stream().filter(each -> !needless(each)).toList();
      if (!needed.isEmpty()) {
        throw UnfitSettings.refusal(needed);
      }
      answer(unfit);
    }
  }

  /** Whether a boot, or a part of it, that failed for this can be tried again. */
  boolean leaveOut(ConfigValidationException failure) {
    List<Unfit> unfit = UnfitSettings.of(failure, settings);
    if (unfit.isEmpty() || !unfit.stream().allMatch(NeedlessSettings::needless)) {
      return false;
    }
    answer(unfit);
    return true;
  }

  private void answer(List<Unfit> unfit) {
    if (!unfit.isEmpty()) {
      CommandSource.answer(WholeConfiguration.instead(unfit, settings));
      unfit.forEach(each -> console.say("warning: " + each.why()));
    }
  }

  private static boolean needless(Unfit unfit) {
    return PREFIXES.stream().anyMatch(unfit.name()::startsWith);
  }

  // What is in the jar is what the build and the server have tried.
  private boolean inDoubt() {
    for (ConfigSource source : settings.config().getConfigSources()) {
      if (source.getOrdinal() > 0 && !source.getName().contains("jar:")) {
        for (String name : source.getPropertyNames()) {
          if (PREFIXES.stream().anyMatch(name::startsWith) && !TEXT.matcher(name).matches()) {
            String value = source.getValue(name);
            if (value != null && !PLAINLY_FIT.matcher(value).matches()) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }
}
