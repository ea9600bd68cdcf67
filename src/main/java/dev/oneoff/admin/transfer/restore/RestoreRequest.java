package dev.oneoff.admin.transfer.restore;

import java.nio.file.Path;

/**
 * What to restore.
 *
 * @param source a folder that {@code export --all} made, or a {@code .zip}
 * @param replace whether tables that have rows are emptied first; the user has confirmed it
 */
public record RestoreRequest(Path source, boolean replace) {}
