package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import org.jspecify.annotations.Nullable;

/**
 * What looks like a parameter in a changelog but is not declared anywhere: it is left as it is
 * written.
 */
final class UndeclaredParameters {

  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([^{}$:][^{}$]*)}");
  private static final Pattern WITH_PARAMETERS = Pattern.compile("(?i).*\\.(sql|ya?ml|xml|json)");

  private final ChangelogReading reading;
  private final ChangelogFiles files;

  UndeclaredParameters(ChangelogReading reading, ChangelogFiles files) {
    this.reading = reading;
    this.files = files;
  }

  List<ChangelogFinding> find() throws IOException {
    Map<String, DatabaseChangeLog> changelogs = new HashMap<>();
    for (ChangeSet changeSet : reading.changeSets()) {
      for (DatabaseChangeLog log = changeSet.getChangeLog();
          log != null;
          log = log.getParentChangeLog()) {
        changelogs.putIfAbsent(log.getPhysicalFilePath(), log);
      }
    }
    List<ChangelogFinding> found = new ArrayList<>();
    for (String path : List.copyOf(reading.resources().files())) {
      if (WITH_PARAMETERS.matcher(path).matches()) {
        ChangelogText text = files.text(path).orElse(null);
        if (text != null) {
          find(text, changelogs.get(path), found);
        }
      }
    }
    return found;
  }

  private void find(
      ChangelogText text, @Nullable DatabaseChangeLog changelog, List<ChangelogFinding> found) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < text.lines().size(); i++) {
      Matcher parameter = PARAMETER.matcher(text.lines().get(i));
      while (parameter.find()) {
        ChangelogText.Owner owner = text.owner(i + 1);
        if (!declared(parameter.group(1).strip(), changelog)
            && seen.add(owner + parameter.group())) {
          found.add(
              new ChangelogFinding(
                  "",
                  text.path(),
                  i + 1,
                  owner.id(),
                  owner.author(),
                  Finding.warning(
                      parameter.group()
                          + " is not declared anywhere, so it stays as it is"
                          + " written.",
                      "If it is a parameter, declare it: a property in the changelog, or"
                          + " quarkus.liquibase.change-log-parameters."
                          + parameter.group(1).strip()
                          + ".")));
        }
      }
    }
  }

  // One declared in a single file is only known there.
  private boolean declared(String name, @Nullable DatabaseChangeLog changelog) {
    return reading.parameters().hasValue(name, changelog)
        || name.toUpperCase(java.util.Locale.ROOT).startsWith("LIQUIBASE_EXECUTION_");
  }
}
