package dev.oneoff.admin.run.items;

/** One thing to work on, and where it stands. */
public record Item<T>(Key key, T value) {}
