package dev.oneoff.admin.config;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.setting.UnknownSettings;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Variables that look like a setting of Quarkus or of the toolkit but match none. */
@Dependent
class UnknownVariablesCheck implements Check {

  @Override
  public String name() {
    return "unknown-variables";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    return Stream.concat(
            UnknownSettings.in(settings).stream().map(UnknownVariablesCheck::capitalized),
            new UnknownVariables(settings).all().stream())
        .map(sentence -> Finding.warning(sentence, "Correct its name, or remove it."))
        .toList();
  }

  private static String capitalized(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
