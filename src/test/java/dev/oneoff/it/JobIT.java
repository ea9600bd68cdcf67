package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.job.live.FakeKubernetes;
import dev.oneoff.admin.job.manifest.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Job from the jar that asks for it to its container, which runs the same jar. */
@Tag("one-java")
class JobIT {

  @TempDir Path directory;

  private final JarPostgres.Database database = JarPostgres.database();
  private final App app = App.packaged();
  private FakeKubernetes kubernetes;

  @BeforeEach
  void start() throws Exception {
    App inCluster = app.on(database);
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: orders}
        spec:
          template:
            spec:
              containers:
                - name: app
                  image: orders:1
                  env:
                    - {name: DATABASE_URL, value: "%s"}
                    - {name: ONEOFF_ENVIRONMENT, value: test}
        """
            .formatted(inCluster.environment().get("DATABASE_URL"));
    kubernetes =
        new FakeKubernetes().with(YamlText.read("orders", deployment).get(0)).running(this::jar);
  }

  @AfterEach
  void stop() {
    kubernetes.close();
  }

  private List<String> jar(JsonNode pod) {
    List<String> words = new ArrayList<>();
    pod.at("/spec/containers/0/args").forEach(word -> words.add(word.asText()));
    return List.of("sh", "-c", "exec " + app.line(words.toArray(String[]::new)));
  }

  private JarRun job(String... words) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of("job", "run", "--kubeconfig", kubernetes.kubeconfig(directory).toString()));
    all.addAll(List.of(words));
    return app.run(all.toArray(String[]::new));
  }

  @Test
  void dataIsDataAndWhatItWasDoneForIsRecorded() throws Exception {
    job("--", "migrate", "--check").endsWith(5);

    JarRun migrate = job("--reason", "SHOP-1", "--", "migrate").succeeds();
    assertThat(migrate.out()).isEmpty();
    assertThat(migrate.err())
        .contains("Job orders-migrate-x1, from deployment/orders in context test", "Applying ");
    assertThat(database.query("select reason from admin_run")).isEqualTo("SHOP-1");
    assertThat(database.query("select claimed_actor from admin_run")).contains("@");

    assertThat(job("--", "sql", "-c", "select 1 as one", "--format", "csv").succeeds().out())
        .isEqualTo("one\n1\n");
  }

  @Test
  void whatIsPipedInArrives() throws Exception {
    String config = kubernetes.kubeconfig(directory).toString();
    JarRun piped =
        app.bash(
            "echo 'select 2 as two' | $APP job run -i --kubeconfig "
                + config
                + " -- sql --format csv");

    assertThat(piped.succeeds().out()).isEqualTo("two\n2\n");
  }
}
