package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Invocation;
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
  public boolean unmask(Invocation invocation) {
    if (unmask) {
      reason(invocation, "--unmask");
      invocation.console().unmask();
    }
    return unmask;
  }

  static String reason(Invocation invocation, String option) {
    return invocation
        .reason()
        .filter(reason -> !reason.isBlank())
        .orElseThrow(() -> AdminException.usage(option + " needs --reason TEXT."));
  }
}
