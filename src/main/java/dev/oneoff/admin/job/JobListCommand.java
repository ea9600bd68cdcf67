package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.live.JobState;
import dev.oneoff.admin.job.live.Jobs;
import dev.oneoff.admin.job.manifest.JobManifest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code job list}. */
@AutoService(AdminCommand.class)
@SubcommandOf(JobCommand.class)
@Command(name = "list", description = "Lists the Jobs that 'job run' has made, the newest first.")
public final class JobListCommand implements SettingsCommand {

  private static final List<String> COLUMNS =
      List.of("job", "command", "state", "started", "ended", "workload", "actor", "reason");

  @Mixin ClusterOptions cluster;
  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) {
    Cluster where = cluster.cluster();
    List<JsonNode> jobs = new Jobs(where).all();
    RowPrinter rows = invocation.console().rows(format.format(), COLUMNS);
    for (JsonNode job : jobs) {
      JsonNode metadata = job.path("metadata");
      JsonNode annotations = metadata.path("annotations");
      rows.row(
          Arrays.asList(
              metadata.path("name").asText(),
              text(annotations.path(JobManifest.COMMAND)),
              JobState.of(job).word(),
              text(job.path("status").path("startTime")),
              text(job.path("status").path("completionTime")),
              text(metadata.path("labels").path(JobManifest.LABEL)),
              text(annotations.path(JobManifest.ACTOR)),
              text(annotations.path(JobManifest.REASON))));
    }
    rows.end();
    invocation
        .console()
        .say(
            switch (jobs.size()) {
              case 0 -> "No Jobs in " + where + ".";
              case 1 -> "1 Job in " + where + ".";
              default -> jobs.size() + " Jobs in " + where + ".";
            });
    return ExitCode.DONE;
  }

  private static @Nullable String text(JsonNode value) {
    return value.isTextual() ? value.asText() : null;
  }
}
