package dev.oneoff.admin.setting;

import dev.oneoff.admin.ProcessText;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.EnvConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The variables that Java could not decode with this process's locale, ranked just above the
 * others.
 */
public final class VariablesAsSet implements ConfigSourceFactory {

  private static final int ABOVE_THE_ENVIRONMENT = EnvConfigSource.ORDINAL + 1;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Map<String, String> variables = ProcessText.variables();
    return variables.isEmpty()
        ? List.of()
        : List.of(new EnvConfigSource(variables, ABOVE_THE_ENVIRONMENT));
  }
}
