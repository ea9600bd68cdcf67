package dev.oneoff.admin.shell.value;

import org.jspecify.annotations.Nullable;

/** An entity that another one names; it is not read for that. */
record Reference(String type, @Nullable Object id) {

  @Override
  public String toString() {
    return type + "#" + id;
  }
}
