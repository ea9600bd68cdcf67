package dev.oneoff.admin.transfer.restore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which table must be filled before which.
 *
 * @param groups the tables in an order in which they can be filled; those of a group belong in one
 *     transaction, with deferrable keys deferred. Usually a group is one table
 * @param off the keys that must be off meanwhile, because they form a cycle in which nothing can be
 *     deferred
 */
record LoadOrder(List<List<String>> groups, List<ForeignKeys.Key> off) {

  static LoadOrder of(Collection<String> tables, Collection<ForeignKeys.Key> keys) {
    Search search = new Search(tables, keys);
    search.run();
    return new LoadOrder(search.groups, search.off);
  }

  private static final class Search {
    private final Set<String> waiting;
    private final List<ForeignKeys.Key> keys;
    private final List<List<String>> groups = new ArrayList<>();
    private final List<ForeignKeys.Key> off = new ArrayList<>();

    Search(Collection<String> tables, Collection<ForeignKeys.Key> keys) {
      waiting = new LinkedHashSet<>(tables);
      this.keys = keys.stream().filter(key -> !key.from().equals(key.to())).toList();
    }

    void run() {
      while (!waiting.isEmpty()) {
        List<String> ready = waiting.stream().filter(t -> blocking(t, waiting).isEmpty()).toList();
        ready.forEach(table -> groups.add(List.of(table)));
        ready.forEach(waiting::remove);
        if (ready.isEmpty()) {
          solve(cycle());
        }
      }
    }

    private void solve(Set<String> cycle) {
      List<String> deferred = deferred(cycle);
      if (deferred.size() == cycle.size()) {
        groups.add(deferred);
        waiting.removeAll(cycle);
        return;
      }
      // Taking off one table's keys breaks it; what is left may be a smaller cycle.
      String first =
          cycle.stream()
              .min(Comparator.comparingInt(table -> blocking(table, cycle).size()))
              .orElseThrow();
      off.addAll(blocking(first, cycle));
      groups.add(List.of(first));
      waiting.remove(first);
    }

    private List<ForeignKeys.Key> blocking(String table, Set<String> among) {
      return keys.stream()
          .filter(key -> key.from().equals(table) && among.contains(key.to()))
          .toList();
    }

    // Everything is blocked, so the table that reaches the fewest others is in a cycle that leads
    // nowhere else.
    private Set<String> cycle() {
      return waiting.stream()
          .map(this::reached)
          .min(Comparator.comparingInt(Set::size))
          .orElseThrow();
    }

    private Set<String> reached(String table) {
      Set<String> reached = new LinkedHashSet<>();
      List<String> next = List.of(table);
      while (!next.isEmpty()) {
        next =
            next.stream()
                .flatMap(from -> blocking(from, waiting).stream())
                .map(ForeignKeys.Key::to)
                .filter(reached::add)
                .toList();
      }
      return reached;
    }

    // As many as can be filled with deferrable keys deferred.
    private List<String> deferred(Set<String> cycle) {
      Set<String> left = new LinkedHashSet<>(cycle);
      List<String> ordered = new ArrayList<>();
      List<String> ready;
      do {
        ready =
            left.stream()
                .filter(
                    table -> blocking(table, left).stream().allMatch(ForeignKeys.Key::deferrable))
                .toList();
        ordered.addAll(ready);
        ready.forEach(left::remove);
      } while (!ready.isEmpty());
      return ordered;
    }
  }
}
