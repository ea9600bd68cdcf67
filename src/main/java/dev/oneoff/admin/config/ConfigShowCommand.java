package dev.oneoff.admin.config;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.setting.EffectiveSettings;
import dev.oneoff.admin.setting.Fingerprints;
import dev.oneoff.admin.setting.Origin;
import dev.oneoff.admin.setting.Setting;
import dev.oneoff.admin.setting.UnfitSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config show}. */
@AutoService(AdminCommand.class)
@SubcommandOf(ConfigCommand.class)
@Command(
    name = "show",
    description =
        "Lists the settings in effect: the value, where it comes from and what it overrides. Possible secrets are masked.")
public final class ConfigShowCommand implements SettingsCommand {

  static final List<String> COLUMNS =
      List.of("setting", "value", "from", "overrides", "fingerprint");

  @Parameters(
      arity = "0..1",
      paramLabel = "PREFIX",
      description = "Only settings whose names start with this, such as quarkus.datasource.")
  @Nullable String prefix;

  @Option(
      names = "--defaults",
      description = "Also lists defaults, and settings fixed at build time.")
  boolean defaults;

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) {
    Console console = invocation.console();
    Collection<Setting> effective = EffectiveSettings.of(settings).values();
    Fingerprints fingerprints = Fingerprints.of(settings);
    RowPrinter rows = console.rows(format.format(), COLUMNS);
    for (Setting setting : effective) {
      if ((defaults || setting.said()) && (prefix == null || setting.name().startsWith(prefix))) {
        rows.row(
            Arrays.asList(
                setting.name(),
                setting.shown(),
                setting.origin().toString(),
                overridden(setting),
                fingerprints.of(setting).orElse(null)));
      }
    }
    rows.end();
    UnfitSettings.in(settings).forEach(unfit -> console.say("warning: " + unfit.why()));
    new UnknownVariables(settings).all().forEach(unknown -> console.say("warning: " + unknown));
    return ExitCode.DONE;
  }

  private static String overridden(Setting setting) {
    return setting.overridden().stream()
        .filter(origin -> origin.kind() != Origin.Kind.DEFAULT)
        .map(origin -> setting.shown(origin) + " (" + origin + ")")
        .collect(Collectors.joining("; "));
  }
}
