package dev.oneoff.admin.doctor;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Finding.Severity;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.AsTheServer;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FailLevelOption;
import dev.oneoff.admin.cli.option.FormatOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}. */
@AutoService(AdminCommand.class)
@Command(
    name = "doctor",
    description =
        "Looks for problems with the database, the settings and this process, and says how to solve them. Read-only. Exits with 5 if it finds any.")
public final class DoctorCommand implements ApplicationCommand, AsTheServer {

  private static final List<String> COLUMNS = List.of("severity", "check", "finding", "advice");
  private static final String PASSED = "ok";

  @Mixin FailLevelOption failLevel;

  @Option(
      names = "--adopt",
      description =
          "Instead, tells a service that has just taken the toolkit what it changes, what it found and what is missing.")
  boolean adopt;

  @Option(names = "--passed", description = "Also lists the checks that found nothing.")
  boolean passed;

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    Doctor doctor = application.create(Doctor.class);
    if (adopt) {
      List<Diagnosis> told = doctor.adopt(invocation.interruption());
      print(console.rows(format.format(), COLUMNS), told);
      return failLevel.of(severities(told));
    }
    List<Diagnosis> diagnoses = doctor.examine(invocation.interruption());
    print(console.rows(format.format(), COLUMNS), diagnoses);
    console.say(summary(diagnoses));
    return failLevel.of(severities(diagnoses));
  }

  private static Stream<Severity> severities(List<Diagnosis> diagnoses) {
    return diagnoses.stream()
        .flatMap(diagnosis -> diagnosis.findings().stream())
        .map(Finding::severity);
  }

  // The worst first; equal ones in the order of the checks.
  private void print(RowPrinter rows, List<Diagnosis> diagnoses) {
    record Row(Diagnosis diagnosis, Finding finding) {}
    diagnoses.stream()
        .flatMap(diagnosis -> diagnosis.findings().stream().map(f -> new Row(diagnosis, f)))
        .sorted(Comparator.comparing((Row row) -> row.finding().severity()).reversed())
        .forEach(
            row ->
                rows.row(
                    List.of(
                        row.finding().severity(),
                        row.diagnosis().check(),
                        row.finding().what(),
                        row.finding().advice())));
    if (passed) {
      diagnoses.stream()
          .filter(Diagnosis::passed)
          .forEach(diagnosis -> rows.row(List.of(PASSED, diagnosis.check(), "", "")));
    }
    rows.end();
  }

  private static String summary(List<Diagnosis> diagnoses) {
    Map<Severity, Long> found =
        diagnoses.stream()
            .flatMap(diagnosis -> diagnosis.findings().stream())
            .collect(
                Collectors.groupingBy(
                    Finding::severity,
                    () -> new TreeMap<>(Comparator.reverseOrder()),
                    Collectors.counting()));
    String counted =
        found.entrySet().stream()
            .map(entry -> entry.getValue() + " × " + entry.getKey())
            .collect(Collectors.joining(", "));
    long fine = diagnoses.stream().filter(Diagnosis::passed).count();
    return fine
        + " of "
        + diagnoses.size()
        + " checks found nothing"
        + (counted.isEmpty() ? "." : "; " + counted + ".");
  }
}
