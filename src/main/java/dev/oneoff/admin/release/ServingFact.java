package dev.oneoff.admin.release;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Fact;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.ledger.Server;
import dev.oneoff.admin.ledger.Servers;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What is being served now, in {@code about}. */
@AutoService(Fact.class)
public final class ServingFact implements Fact {

  @Override
  public String name() {
    return "serving";
  }

  @Override
  public String value(DataSource dataSource, Settings settings) throws Exception {
    String serving =
        new Servers(dataSource)
            .living().stream()
                .collect(
                    Collectors.groupingBy(
                        Server::release, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(release -> release.getKey() + " × " + release.getValue())
                .collect(Collectors.joining(", "));
    return serving.isEmpty() ? "nothing" : serving;
  }
}
