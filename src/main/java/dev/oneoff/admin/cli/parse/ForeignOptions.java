package dev.oneoff.admin.cli.parse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Options that psql, rails, manage.py and artisan have and that no command here has under that
 * name, and their equivalents here.
 */
public final class ForeignOptions {

  /**
   * An option of another tool.
   *
   * @param names what it is called there
   * @param command the commands that have an equivalent
   * @param here what to say
   */
  private record Known(Set<String> names, Predicate<CommandSpec> command, String here) {}

  private static final List<Known> ALL =
      List.of(
          option("-c", "-e", "--command", "--execute", "--eval", "--code"),
          option("--param", "--set", "--var", "--variable", "--bind", "-P"),
          option("--output", "-o", "--out", "--output-file", "--to-file"),
          option("--reason", "-m", "--message", "--comment", "--why"),
          option("--size", "-l", "--limit", "--per-page", "--rows"),
          option("--dry-run", "-n", "--dry", "--pretend", "--simulate", "--plan"),
          option("--plan", "-n", "--dry", "--dry-run", "--pretend", "--simulate", "--sql-only"),
          option("--confirm", "-y", "--yes", "--force", "--no-input", "--noinput", "--no-prompt"),
          option("--verbose", "-v", "--debug", "--trace", "--traceback", "--stacktrace"),
          option("--format", "-t", "-A", "-x", "-H", "--tuples-only", "--no-align", "--expanded"),
          format("csv"),
          format("json"),
          format("markdown"),
          new Known(
              Set.of("-f", "--file", "--script"),
              ForeignOptions::takesFile,
              "Name the file without an option."),
          new Known(
              Set.of("-o", "--out", "--output", "--output-file", "--to-file"),
              command -> has(command, "--format"),
              "It prints to stdout; redirect it with > FILE."),
          new Known(
              Set.of("--sandbox", "-s", "--read-only", "--readonly", "--safe"),
              command -> has(command, "--write"),
              "It is read-only unless --write is given."),
          new Known(
              Set.of(
                  "-d",
                  "-U",
                  "-p",
                  "-W",
                  "--dbname",
                  "--database",
                  "--db",
                  "--host",
                  "--port",
                  "--username",
                  "--user",
                  "--password",
                  "--url",
                  "--connection"),
              command -> true,
              "DATABASE_URL names the database and the user."),
          new Known(
              Set.of("-E", "--env", "--environment", "--settings", "--profile"),
              command -> true,
              "ONEOFF_ENVIRONMENT names the environment."));

  private ForeignOptions() {}

  private static Known option(String here, String... there) {
    return new Known(Set.of(there), command -> has(command, here), "Did you mean '" + here + "'?");
  }

  private static Known format(String name) {
    return new Known(
        Set.of("--" + name),
        command -> has(command, "--format"),
        "Did you mean '--format " + name + "'?");
  }

  private static boolean has(CommandSpec command, String option) {
    return command.optionsMap().containsKey(option);
  }

  private static boolean takesFile(CommandSpec command) {
    return command.positionalParameters().stream()
        .anyMatch(parameter -> parameter.paramLabel().contains("FILE"));
  }

  /** What to use instead of an option that the command does not have. */
  public static Optional<String> hint(String option, CommandSpec command) {
    // As in -Uoneoff.
    String name =
        option.startsWith("-") && !option.startsWith("--") && option.length() > 2
            ? option.substring(0, 2)
            : option;
    return ALL.stream()
        .filter(known -> known.names().contains(name) && known.command().test(command))
        .map(Known::here)
        .findFirst();
  }
}
