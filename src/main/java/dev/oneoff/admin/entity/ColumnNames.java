package dev.oneoff.admin.entity;

import java.util.ArrayList;
import java.util.List;

/** Names of a result's columns. */
public final class ColumnNames {

  private ColumnNames() {}

  /** Makes names unique: a JSON key has one value, and a header identifies one column. */
  public static List<String> unique(List<String> names) {
    List<String> unique = new ArrayList<>();
    for (String name : names) {
      String free = name;
      for (int i = 2; unique.contains(free); i++) {
        free = name + "_" + i;
      }
      unique.add(free);
    }
    return List.copyOf(unique);
  }
}
