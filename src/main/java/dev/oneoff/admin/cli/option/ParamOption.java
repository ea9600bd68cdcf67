package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code --param}, for anything that runs statements with parameters. */
public final class ParamOption {

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A value for :NAME, passed as a bound parameter.")
  private List<String> words = new ArrayList<>();

  /**
   * Values by name; a name that was given several times has several.
   *
   * @throws AdminException {@code USAGE} if one has no name
   */
  public Map<String, List<String>> lists() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw AdminException.usage("'" + word + "' is not a parameter: write NAME=VALUE.");
      }
      lists
          .computeIfAbsent(word.substring(0, equals), name -> new ArrayList<>())
          .add(word.substring(equals + 1));
    }
    return lists;
  }

  /**
   * The same, with one value per name.
   *
   * @throws AdminException {@code USAGE} if a name has several
   */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    lists()
        .forEach(
            (name, given) -> {
              if (given.size() > 1) {
                throw AdminException.usage("The parameter " + name + " has several values.");
              }
              values.put(name, given.get(0));
            });
    return values;
  }
}
