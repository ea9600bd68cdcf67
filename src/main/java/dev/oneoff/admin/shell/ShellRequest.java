package dev.oneoff.admin.shell;

import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.write.RowBudget;
import dev.oneoff.admin.database.session.WriteWindow;

/**
 * A shell that was requested.
 *
 * @param window whether it may write
 * @param unmask whether sensitive values are shown
 * @param pageSize how many rows are printed at once
 * @param budget how many rows a statement may overwrite
 */
record ShellRequest(
    WriteWindow window, boolean unmask, Format format, int pageSize, RowBudget budget) {

  static final int PAGE = 20;
  static final int ALL_ROWS = Integer.MAX_VALUE;
}
