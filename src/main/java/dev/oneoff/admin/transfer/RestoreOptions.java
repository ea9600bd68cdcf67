package dev.oneoff.admin.transfer;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.option.ConfirmOption;
import dev.oneoff.admin.transfer.restore.RestoreRequest;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which parts of a full export to restore, and over what. */
final class RestoreOptions {

  @Mixin private AllOption all = new AllOption();

  @Option(
      names = "--replace",
      description = "With --all: empties tables that have rows, which are refused otherwise.")
  private boolean replace;

  @Mixin private ConfirmOption confirm = new ConfirmOption();

  boolean all() {
    return all.all();
  }

  void check() {
    if (replace && !all.all()) {
      throw AdminException.usage("--replace goes with --all; --on-conflict is for a file.");
    }
  }

  /**
   * Asks for confirmation if existing rows are replaced.
   *
   * @throws AdminException {@code REFUSED} without it
   */
  RestoreRequest request(Path source, String environment, Console console) {
    if (replace) {
      confirm.requireOutsideDevelopment(
          console, "deletes all rows of the tables of " + source, environment);
    }
    return new RestoreRequest(source, replace);
  }
}
