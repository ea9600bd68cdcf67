package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.StandaloneCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.job.manifest.JobRole;
import dev.oneoff.admin.job.manifest.YamlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code job rbac}. */
@AutoService(AdminCommand.class)
@SubcommandOf(JobCommand.class)
@Command(
    name = "rbac",
    description =
        "Prints the Role that 'job' needs, as YAML, and with --user, --group or --service-account who has it.")
public final class JobRbacCommand implements StandaloneCommand {

  @Option(names = "--namespace", paramLabel = "NAME", description = "The namespace.")
  @Nullable String namespace;

  @Option(names = "--user", paramLabel = "NAME", description = "A user who has the Role.")
  @Nullable String user;

  @Option(names = "--group", paramLabel = "NAME", description = "A group that has the Role.")
  @Nullable String group;

  @Option(
      names = "--service-account",
      paramLabel = "NAME",
      description = "A service account of the namespace that has the Role, such as a pipeline's.")
  @Nullable String serviceAccount;

  @Override
  public ExitCode run(Console console) throws IOException {
    Optional<String> where = Optional.ofNullable(namespace);
    List<JsonNode> objects = new ArrayList<>();
    objects.add(JobRole.role(where));
    if (user != null) {
      objects.add(JobRole.binding(where, "User", user));
    }
    if (group != null) {
      objects.add(JobRole.binding(where, "Group", group));
    }
    if (serviceAccount != null) {
      if (namespace == null) {
        throw AdminException.usage("A service account is in a namespace: add --namespace.");
      }
      objects.add(JobRole.binding(where, "ServiceAccount", serviceAccount));
    }
    if (objects.size() > 2) {
      throw AdminException.usage("Choose one of --user, --group and --service-account.");
    }
    console
        .data()
        .write(objects.stream().map(YamlText::write).collect(Collectors.joining("---\n")));
    console.say(
        "Who may create Jobs in a namespace can read each of its Secrets, and run as each of its"
            + " service accounts: give this Role to those who may.");
    return ExitCode.DONE;
  }
}
