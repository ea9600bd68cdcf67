package dev.oneoff.admin.run.items;

/** One thing to work on, and its position. */
public record Item<T>(Key key, T value) {}
