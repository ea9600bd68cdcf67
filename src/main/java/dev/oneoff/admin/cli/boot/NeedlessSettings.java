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
 * Server-side settings that no command needs: an unusable one does not stop a command. Quarkus
 * reads all or none, so the ones it would refuse are treated as if they had not been set, and
 * reported. (A Service called quarkus-http makes Kubernetes set {@code QUARKUS_HTTP_PORT} to {@code
 * tcp://…} in every pod.)
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

  /** A value that is valid for any of them, so that each such setting does not cost a full scan. */
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

  /** Whether a boot, or a part of it, that failed for this reason can be retried. */
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

  // What is in the jar has been tried by the build and the server.
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
