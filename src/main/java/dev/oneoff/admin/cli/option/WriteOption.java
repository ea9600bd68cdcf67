package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.database.session.WriteWindow;
import picocli.CommandLine.Option;

/**
 * {@code --write}, for a console; together with {@code --reason}, which every recorded command has.
 */
public final class WriteOption {

  @Option(
      names = "--write",
      description = "Allows writes; without it, the session is read-only. Needs --reason.")
  private boolean write;

  public boolean write() {
    return write;
  }

  /**
   * Open if writing was requested.
   *
   * @throws AdminException {@code USAGE} without a reason
   */
  public WriteWindow window(Invocation invocation) {
    return write
        ? WriteWindow.opened(UnmaskOption.reason(invocation, "--write"))
        : WriteWindow.closed();
  }
}
