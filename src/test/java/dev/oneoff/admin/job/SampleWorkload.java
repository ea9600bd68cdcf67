package dev.oneoff.admin.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.job.manifest.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A workload as some team would have it: each file of {@code workloads} shows one thing that a Job
 * must take over, or must leave out.
 *
 * @param file whose name ends in {@code -since-1.31} if older versions of Kubernetes do not take it
 */
record SampleWorkload(Path file) {

  private static final Path DIRECTORY =
      Path.of("src/test/resources/dev/oneoff/admin/job/workloads");
  private static final Pattern SINCE = Pattern.compile("-since-1[.]([0-9]+)[.]");

  /** All of them, in order. */
  static List<SampleWorkload> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().map(SampleWorkload::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in the file: often the workload alone. */
  List<JsonNode> objects() {
    return YamlText.read(toString(), text());
  }

  /** The versions of Kubernetes that take it. */
  List<KubernetesSchema> schemas() {
    Matcher since = SINCE.matcher(toString());
    int first = since.find() ? Integer.parseInt(since.group(1)) : 0;
    return KubernetesSchema.all().stream()
        .filter(schema -> Integer.parseInt(schema.version().substring(2)) >= first)
        .toList();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
