package dev.oneoff.admin.doctor.process;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import jakarta.enterprise.context.Dependent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Whether one client can use up all memory or all connections of the server. */
@Dependent
class HttpLimitsCheck implements Check {

  private static final String MAX_BODY = "quarkus.http.limits.max-body-size";
  private static final String MAX_CONNECTIONS = "quarkus.http.limits.max-connections";
  private static final String ORIGINS = "quarkus.http.cors.origins";

  private static final BigInteger LARGE_BODY = BigInteger.valueOf(100L << 20);
  private static final Set<String> ANYBODY = Set.of("*", "/.*/");

  @Override
  public String name() {
    return "http-limits";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) {
    List<Finding> findings = new ArrayList<>();
    settings
        .text(MAX_BODY)
        .map(size -> new MemorySizeConverter().convert(size))
        .filter(size -> size.asBigInteger().compareTo(LARGE_BODY) > 0)
        .ifPresent(
            size ->
                findings.add(
                    Finding.warning(
                        MAX_BODY + " is more than 100 MB: a few requests fill the memory.",
                        "Set it to the size of the largest legitimate request.")));
    if (settings.value(MAX_CONNECTIONS, Integer.class).isEmpty()) {
      findings.add(
          Finding.warning(
              MAX_CONNECTIONS + " is not set: the server takes any number of connections.",
              "Set it to what one instance can serve."));
    }
    if (settings.list(ORIGINS).stream().anyMatch(ANYBODY::contains)) {
      findings.add(
          Finding.warning(
              ORIGINS + " lets every web site call this service from a browser.",
              "Name the sites that may."));
    }
    return findings;
  }
}
