package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** How far to run a changelog: to a tag, or a number of changesets. */
public record Limit(Optional<String> tag, OptionalInt count) {

  public static final Limit NONE = new Limit(Optional.empty(), OptionalInt.empty());

  public Limit {
    if (count.isPresent() && count.getAsInt() < 1) {
      throw AdminException.usage("--count must be 1 or more.");
    }
  }

  /** The same after this many have run. */
  public Limit less(int changesets) {
    return count.isEmpty()
        ? this
        : new Limit(tag, OptionalInt.of(Math.max(count.getAsInt() - changesets, 1)));
  }

  public boolean none() {
    return tag.isEmpty() && count.isEmpty();
  }

  /**
   * Which of these, in order, to run; those that run every time are not counted.
   *
   * @param tags that one of them sets
   */
  <T> List<T> of(
      List<T> all, Function<T, ChangesetStatus.State> states, Function<T, Stream<String>> tags) {
    tag.ifPresent(name -> requireKnown(name, all.stream().flatMap(tags).toList()));
    List<T> due = new ArrayList<>();
    int pending = 0;
    for (T changeSet : all) {
      ChangesetStatus.State state = states.apply(changeSet);
      if (state == ChangesetStatus.State.PENDING || state == ChangesetStatus.State.ALWAYS) {
        due.add(changeSet);
        pending += state == ChangesetStatus.State.PENDING ? 1 : 0;
      }
      boolean enough = count.isPresent() && pending == count.getAsInt();
      if (enough || tags.apply(changeSet).anyMatch(name -> name.equals(tag.orElse("")))) {
        break;
      }
    }
    return due;
  }

  static void requireKnown(String name, List<String> known) {
    if (!known.contains(name)) {
      throw AdminException.usage(
          "There is no tag '"
              + name
              + "'. "
              + (known.isEmpty() ? "None is known." : "Known: " + String.join(", ", known) + "."));
    }
  }
}
