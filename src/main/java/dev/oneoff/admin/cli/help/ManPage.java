package dev.oneoff.admin.cli.help;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.start.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command's help as a man page, in roff. picocli generates AsciiDoc, and building a service would
 * need AsciiDoctor to turn that into a page.
 */
final class ManPage {

  private final CommandLine command;
  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  ManPage(CommandLine command) {
    this.command = command;
    this.spec = command.getCommandSpec();
  }

  String text() {
    String name = spec.qualifiedName("-");
    List<String> description = lines(spec.usageMessage().description());
    request(
        "TH",
        quoted(name.toUpperCase(Locale.ROOT)),
        "1",
        quoted(""),
        quoted(Release.current().toString()));
    request("SH", "NAME");
    page.append(escaped(name))
        .append(" \\- ")
        .append(escaped(description.isEmpty() ? name : first(description.get(0))))
        .append('\n');
    request("SH", "SYNOPSIS");
    paragraph(command.getHelp().synopsis(0).strip().replaceAll("\\s+", " "));
    request("SH", "DESCRIPTION");
    description.forEach(this::paragraph);
    arguments();
    commands();
    request("SH", quoted("EXIT STATUS"));
    ExitCode.meanings().forEach(this::item);
    return page.toString();
  }

  private void arguments() {
    List<PositionalParamSpec> parameters = spec.positionalParameters();
    if (!parameters.isEmpty()) {
      request("SH", "PARAMETERS");
      parameters.forEach(each -> item(each.paramLabel(), text(each.description())));
    }
    request("SH", "OPTIONS");
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        item(String.join(", ", option.names()) + value, text(option.description()));
      }
    }
  }

  private void commands() {
    if (command.getSubcommands().isEmpty()) {
      return;
    }
    request("SH", "COMMANDS");
    command
        .getSubcommands()
        .forEach(
            (name, below) -> item(name, text(below.getCommandSpec().usageMessage().description())));
  }

  private void item(String term, String meaning) {
    request("TP");
    page.append("\\fB").append(escaped(term)).append("\\fR\n");
    page.append(escaped(meaning)).append('\n');
  }

  private void paragraph(String text) {
    request("PP");
    page.append(escaped(text)).append('\n');
  }

  private void request(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(' ').append(argument);
    }
    page.append('\n');
  }

  private static String text(String[] description) {
    return String.join(" ", lines(description));
  }

  // They are format strings, and may contain picocli's markup.
  private static List<String> lines(String[] description) {
    List<String> lines = new ArrayList<>();
    for (String line : description) {
      lines.add(Ansi.OFF.string(line.replace("%n", " ").replace("%%", "%")));
    }
    return lines;
  }

  private static String first(String line) {
    return line.replaceFirst("(?s)[.:;] .*", "").replaceFirst("\\.$", "");
  }

  private static String quoted(String text) {
    return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceFirst("^([.'])", "\\\\&$1");
  }
}
