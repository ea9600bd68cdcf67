package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import picocli.CommandLine.Option;

/** {@code --unmask}; together with {@code --reason}, which every recorded command has. */
public final class UnmaskOption {

  @Option(
      names = "--unmask",
      description = "Shows sensitive values, which are masked otherwise. Needs --reason.")
  private boolean unmask;

  /**
   * Whether everything is shown.
   *
   * @throws AdminException {@code USAGE} without a reason
   */
  public boolean unmask(Console console) {
    if (unmask) {
      reason(console, "--unmask");
      console.unmask();
    }
    return unmask;
  }

  static String reason(Console console, String option) {
    return console
        .reason()
        .filter(reason -> !reason.isBlank())
        .orElseThrow(() -> AdminException.usage(option + " needs --reason TEXT."));
  }
}
