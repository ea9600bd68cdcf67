package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.migrate.plan.ChangeSql;
import dev.oneoff.admin.migrate.tool.FailedChangeset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseList;
import liquibase.exception.UnexpectedLiquibaseException;

/**
 * Changesets for which Liquibase would run something other than what is written: invalid UTF-8,
 * lines of a string that it takes for its own, bodies that it cuts. They would fail with an
 * unhelpful message, or store an incomplete value; so they are not run.
 */
public final class SpoiltChangesets {

  private static final String DATABASE = "postgresql";

  private final ChangelogFiles files;

  public SpoiltChangesets(ChangelogFiles files) {
    this.files = files;
  }

  /** What is wrong with one; empty for one that is meant for another database. */
  List<ChangelogFinding> find(ChangeSet changeSet) throws IOException {
    List<ChangelogFinding> found = new ArrayList<>();
    if (!runsHere(changeSet)) {
      return found;
    }
    Optional<ChangelogText> text = files.text(file(changeSet));
    ChangelogText.Owner owner =
        new ChangelogText.Owner(
            Objects.toString(changeSet.getAuthor(), ""), Objects.toString(changeSet.getId(), ""));
    if (text.isPresent()) {
      spoilt(text.get(), owner).ifPresent(found::add);
      for (ChangelogText.Misplaced one : text.get().misplaced()) {
        if (one.owner().equals(owner)) {
          found.add(misplaced(text.get(), one));
        }
      }
    }
    for (Change change : changeSet.getChanges()) {
      find(change, changeSet, owner, "splitStatements", found);
    }
    for (Change change : changeSet.getRollback().getChanges()) {
      find(change, changeSet, owner, "rollbackSplitStatements", found);
    }
    return found;
  }

  static boolean runsHere(ChangeSet changeSet) {
    return DatabaseList.definitionMatches(changeSet.getDbmsSet(), DATABASE, true);
  }

  private void find(
      Change change,
      ChangeSet changeSet,
      ChangelogText.Owner owner,
      String split,
      List<ChangelogFinding> found)
      throws IOException {
    Optional<ChangelogText> text = Optional.empty();
    if (change instanceof SQLFileChange sql && sql.getPath() != null) {
      text =
          files.text(
              file(change, changeSet),
              Optional.ofNullable(sql.getEncoding()).flatMap(ChangelogCharset::named));
    }
    if (!ChangeSql.meantFor(change, DATABASE)) {
      return;
    }
    text.flatMap(one -> spoilt(one, owner)).ifPresent(found::add);
    try {
      cut(change, changeSet, owner, split).ifPresent(found::add);
    } catch (UnexpectedLiquibaseException | IllegalArgumentException e) {
      // It is missing, or its encoding is not what the change says.
      found.add(
          ChangelogFinding.unreadable(
              "", file(changeSet), owner.id(), owner.author(), FailedChangeset.reason(e)));
    }
  }

  private static Optional<ChangelogFinding> spoilt(ChangelogText text, ChangelogText.Owner owner) {
    return text.spoilt().map(line -> at(text.path(), line, owner, text.ofSpoilt()));
  }

  /** Refuses to run them. */
  public void require(List<ChangeSet> due) throws IOException {
    for (ChangeSet changeSet : due) {
      for (ChangelogFinding found : find(changeSet)) {
        if (found.severity() == Finding.Severity.ERROR) {
          throw AdminException.configuration(
              "Nothing ran. "
                  + found.place()
                  + ": "
                  + found.finding().what()
                  + " "
                  + found.finding().advice()
                  + " 'migrate validate' lists everything like it.");
        }
      }
    }
  }

  /** Where it is written, whatever its logical path. */
  static String file(ChangeSet changeSet) {
    return changeSet.getChangeLog() == null
        ? changeSet.getFilePath()
        : changeSet.getChangeLog().getPhysicalFilePath();
  }

  private static ChangelogFinding misplaced(ChangelogText text, ChangelogText.Misplaced one) {
    return at(
        text.path(),
        one.line(),
        one.owner(),
        Finding.error(
            "The line '"
                + one.directive()
                + "' is in a "
                + (one.comment() ? "comment" : "text")
                + ", but Liquibase takes it for one of its own and removes it.",
            one.comment()
                ? "Delete it, or put it between --ignoreLines:start and --ignoreLines:end."
                : "Begin the line with something else, or write the changeset in YAML or XML."));
  }

  private Optional<ChangelogFinding> cut(
      Change change, ChangeSet changeSet, ChangelogText.Owner owner, String split)
      throws IOException {
    Optional<StatementCut> cut = StatementCut.in(change);
    if (cut.isEmpty()) {
      return Optional.empty();
    }
    String file = file(change, changeSet);
    int line = line(change, cut.get(), file, owner);
    return Optional.of(
        at(
            file,
            line,
            owner,
            cut.get().split()
                ? Finding.error(
                    "Liquibase cuts a statement in the middle here: it does not know dollar"
                        + " quotes, a backslash that is only a backslash, or nested comments.",
                    "Give the changeset " + split + ":false.")
                : Finding.error(
                    "Liquibase removes from a string here what looks like a comment.",
                    "Give the changeset stripComments:false.")));
  }

  private String file(Change change, ChangeSet changeSet) throws IOException {
    String file = file(changeSet);
    if (!(change instanceof SQLFileChange sql)) {
      return file;
    }
    return Boolean.TRUE.equals(sql.isRelativeToChangelogFile())
        ? files.beside(file, sql.getPath())
        : sql.getPath();
  }

  // By the words, because parameters, directives and formats shift the lines.
  private int line(Change change, StatementCut cut, String file, ChangelogText.Owner owner)
      throws IOException {
    Optional<ChangelogText> text = files.text(file);
    String sql =
        change instanceof liquibase.change.AbstractSQLChange written
            ? Objects.toString(written.getSql(), "").replace("\r\n", "\n").replace('\r', '\n')
            : "";
    if (text.isEmpty() || sql.isEmpty()) {
      return 0;
    }
    int begin = sql.lastIndexOf('\n', Math.max(cut.at() - 1, 0)) + 1;
    int end = sql.indexOf('\n', Math.min(cut.at(), sql.length()));
    String words = sql.substring(Math.min(begin, sql.length()), end < 0 ? sql.length() : end);
    return text.get().lineWith(words.strip(), text.get().lineOf(owner));
  }

  private static ChangelogFinding at(
      String file, int line, ChangelogText.Owner owner, Finding finding) {
    return new ChangelogFinding("", file, line, owner.id(), owner.author(), finding);
  }
}
