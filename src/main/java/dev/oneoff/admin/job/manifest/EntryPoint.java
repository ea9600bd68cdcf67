package dev.oneoff.admin.job.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a container starts the service, so that a command's words can follow. */
final class EntryPoint {

  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "busybox");

  private EntryPoint() {}

  /**
   * Has the container run a command instead of the server.
   *
   * @param entryPoint the words that start the service, if somebody says so
   * @throws AdminException {@code USAGE} if nothing can follow those that are there
   */
  static void replace(ObjectNode container, Optional<String> entryPoint, List<String> command) {
    List<String> start =
        entryPoint
            .map(words -> List.of(words.strip().split("\\s+")))
            .orElseGet(() -> words(container));
    container.remove("command");
    if (!start.isEmpty()) {
      put(container.putArray("command"), start);
    }
    put(container.putArray("args"), escaped(command));
  }

  private static void put(ArrayNode array, List<String> words) {
    words.forEach(array::add);
  }

  // Kubernetes replaces $(NAME) where there is such a variable.
  private static List<String> escaped(List<String> words) {
    return words.stream().map(word -> word.replace("$(", "$$(")).toList();
  }

  private static List<String> words(ObjectNode container) {
    List<String> command = texts(container.path("command"));
    List<String> all = new ArrayList<>(command);
    all.addAll(texts(container.path("args")));
    int jar = all.indexOf("-jar");
    if (!command.isEmpty() && isShell(command.get(0))) {
      throw AdminException.usage(
          "The container "
              + container.path("name").asText()
              + " starts by a shell's script, after which no command can follow. Say how the service"
              + " starts: --entrypoint 'java -jar /app/app.jar'.");
    }
    if (jar >= 0 && jar + 1 < all.size()) {
      // The image may have an entry point of its own, such as java, that these words follow.
      if (command.isEmpty()) {
        throw AdminException.usage(
            "The container "
                + container.path("name").asText()
                + " passes "
                + String.join(" ", all)
                + " to the image's own entry point. Say how the service starts: --entrypoint 'java"
                + " -jar "
                + all.get(jar + 1)
                + "'.");
      }
      return all.subList(0, jar + 2);
    }
    return command.size() > 1 && command.get(command.size() - 1).equals("serve")
        ? command.subList(0, command.size() - 1)
        : command;
  }

  private static boolean isShell(String program) {
    return SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(word -> texts.add(word.asText()));
    return texts;
  }
}
