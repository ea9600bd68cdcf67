package dev.oneoff.admin.shell.value;

import org.jspecify.annotations.Nullable;

/** An entity that another one refers to; it is not loaded for that. */
record Reference(String type, @Nullable Object id) {

  @Override
  public String toString() {
    return type + "#" + id;
  }
}
