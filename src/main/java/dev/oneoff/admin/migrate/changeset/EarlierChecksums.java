package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.migrate.liquibase.DeclaredParametersParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.Liquibase;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.exception.LiquibaseException;

/**
 * Accepts the records of changesets that ran when environment variables were still substituted in
 * them: their text is unchanged if it yields the recorded checksum when read that way.
 */
final class EarlierChecksums {

  private final Liquibase liquibase;
  private final Map<String, String> declared;

  /**
   * @param declared parameters of the settings
   */
  EarlierChecksums(Liquibase liquibase, Map<String, String> declared) {
    this.liquibase = liquibase;
    this.declared = declared;
  }

  /** Makes each of them accept its recorded checksum. */
  void accept(List<ChangeSet> changeSets, AppliedChangesets applied) throws LiquibaseException {
    Map<String, ChangeSet> earlier = new HashMap<>();
    for (ChangeSet changeSet : changeSets) {
      Optional<RanChangeSet> ran = applied.find(changeSet).filter(row -> changed(changeSet, row));
      if (ran.isEmpty()) {
        continue;
      }
      if (earlier.isEmpty()) {
        read().forEach(one -> earlier.put(one.toString(false), one));
      }
      ChangeSet then = earlier.get(changeSet.toString(false));
      if (then != null && !changed(then, ran.get())) {
        changeSet.addValidCheckSum(ran.get().getLastCheckSum().toString());
      }
    }
  }

  private static boolean changed(ChangeSet changeSet, RanChangeSet ran) {
    return ran.getLastCheckSum() != null && !changeSet.isCheckSumValid(ran.getLastCheckSum());
  }

  private List<ChangeSet> read() throws LiquibaseException {
    ChangeLogParameters parameters = new ChangeLogParameters(liquibase.getDatabase());
    parameters.setContexts(liquibase.getChangeLogParameters().getContexts());
    parameters.setLabels(liquibase.getChangeLogParameters().getLabels());
    declared.forEach(parameters::set);
    return DeclaredParametersParser.withSurroundings(
            liquibase.getChangeLogFile(), parameters, liquibase.getResourceAccessor())
        .getChangeSets();
  }
}
