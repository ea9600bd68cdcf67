package dev.oneoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture in {@code docs/architecture.md} is the code's. */
class ArchitecturePageTest {

  private static final Path PAGE = Path.of("docs/architecture.md");
  private static final Pattern ARROW =
      Pattern.compile("(?m)^  (\\w+)(?:\\[\"[^\"]*\"\\])? --> (\\w+)");
  private static final Pattern FEATURES = Pattern.compile("features\\[\"features: ([a-z, ]+)\"\\]");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.oneoff");
  private final String page = read();
  private final Map<String, Set<String>> arrows = arrows();
  private final Set<String> features = features();

  @Test
  void theArrowsMatchTheCode() {
    Set<String> used = new TreeSet<>();
    for (JavaClass type : classes) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass other = dependency.getTargetClass().getBaseComponentType();
        if (other.getPackageName().startsWith("dev.oneoff.") && !room(type).equals(room(other))) {
          assertThat(reachable(room(type))).as(dependency.getDescription()).contains(room(other));
          used.add(room(type) + " --> " + room(other));
        }
      }
    }
    assertThat(used)
        .containsAll(
            arrows.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(to -> each.getKey() + " --> " + to))
                .toList());
  }

  @Test
  void everyRoomIsInThePicture() {
    Set<String> rooms =
        classes.stream()
            .map(ArchitecturePageTest::part)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> drawn = new TreeSet<>(features);
    arrows.forEach(
        (from, to) -> {
          drawn.add(from);
          drawn.addAll(to);
        });
    drawn.remove("features");
    assertThat(drawn).isEqualTo(rooms);
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> links = LINK.matcher(page).results().map(link -> link.group(1)).toList();
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(PAGE.resolveSibling(link)).isRegularFile());
  }

  private Set<String> reachable(String from) {
    Set<String> all = new TreeSet<>();
    List<String> next = List.of(from);
    while (!next.isEmpty()) {
      next =
          next.stream()
              .flatMap(room -> arrows.getOrDefault(room, Set.of()).stream())
              .filter(all::add)
              .toList();
    }
    return all;
  }

  private String room(JavaClass type) {
    String part = part(type);
    return features.contains(part) ? "features" : part;
  }

  // What is below admin by its own name, and all else by the first.
  private static String part(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return parts.length > 3 && parts[2].equals("admin") ? parts[3] : parts[2];
  }

  private Map<String, Set<String>> arrows() {
    Map<String, Set<String>> all = new HashMap<>();
    Matcher arrow = ARROW.matcher(page);
    while (arrow.find()) {
      all.computeIfAbsent(arrow.group(1), from -> new TreeSet<>()).add(arrow.group(2));
    }
    return all;
  }

  private Set<String> features() {
    Matcher named = FEATURES.matcher(page);
    assertThat(named.find()).isTrue();
    return new TreeSet<>(List.of(named.group(1).split(", ")));
  }

  private static String read() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
