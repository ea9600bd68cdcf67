package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Finding;
import dev.oneoff.admin.migrate.liquibase.DeclaredParametersParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import liquibase.resource.Resource;

/**
 * Files next to those of a changelog that look like part of it but that Liquibase does not read:
 * their extension is wrong, or nothing refers to them.
 */
final class SkippedFiles {

  private static final Pattern LOOKS_LIKE_ONE =
      Pattern.compile(
          "(?im)^\\s*--\\s*(?:liquibase\\s+formatted|changeset\\s+\\S+:\\S+)|databaseChangeLog"
              + "|^\\s*(?:create|alter|drop)\\s+(?:table|index|view|sequence|function|unique|type)\\b");
  private static final Pattern TEXT =
      Pattern.compile("(?i).*\\.(\\w*sql\\w*|ddl|ya?ml|xml|json|txt|bak|old|orig)|.*/[^./]+");
  private static final int LONGEST = 1 << 20;

  private final ChangelogReading reading;
  private final ChangelogFiles files;

  SkippedFiles(ChangelogReading reading, ChangelogFiles files) {
    this.reading = reading;
    this.files = files;
  }

  List<ChangelogFinding> find() throws IOException {
    Set<String> included = included();
    Set<String> skipped = new TreeSet<>();
    for (String directory : directories(included)) {
      for (Resource resource : reading.below(directory)) {
        String path = resource.getPath();
        if (!included.contains(path) && TEXT.matcher(path).matches() && looksLikeOne(path)) {
          skipped.add(path);
        }
      }
    }
    List<ChangelogFinding> found = new ArrayList<>();
    for (String path : skipped) {
      found.add(
          new ChangelogFinding(
              "",
              path,
              0,
              "",
              "",
              Finding.warning(
                  "It looks like part of the changelog, but Liquibase does not read it.",
                  "Include it, give it an extension that Liquibase knows, or move it elsewhere.")));
    }
    return found;
  }

  // What Liquibase looks for and finds no parser for is not included.
  private Set<String> included() {
    Set<String> included = new TreeSet<>();
    for (String path : reading.resources().files()) {
      if (DeclaredParametersParser.knows(path, reading.resources())
          || reading.resources().directories().stream().noneMatch(path::startsWith)) {
        included.add(path);
      }
    }
    return included;
  }

  private Set<String> directories(Set<String> included) {
    Set<String> directories = new TreeSet<>(reading.resources().directories());
    for (String path : included) {
      directories.add(path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "");
    }
    return directories;
  }

  private boolean looksLikeOne(String path) throws IOException {
    return files
        .text(path)
        .map(text -> String.join("\n", text.lines()))
        .filter(text -> text.length() < LONGEST && LOOKS_LIKE_ONE.matcher(text).find())
        .isPresent();
  }
}
