package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.ledger.JsonTexts;
import dev.oneoff.admin.transfer.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where a full export is built: {@code orders.part} next to {@code orders}. Each table's file gets
 * a note next to it once it is complete, so that the same command can resume there.
 */
final class PartFolder implements AutoCloseable {

  private static final String NOTE = ".done";
  private static final String OPENED = "export.properties";
  private static final String LOCK = "export.lock";

  /** A complete file. */
  record Done(Manifest.DataFile file, SnapshotHorizon horizon, List<String> leaves) {}

  private final Path folder;
  private final FileChannel channel;
  private final Map<String, Done> done = new HashMap<>();

  private PartFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder for this process, with whatever an earlier one finished of the same export.
   *
   * @param identity of the export: what is exported, how, and from which database
   * @throws AdminException {@code USAGE} if its parent folder does not exist, {@code BUSY} if
   *     another process is working on it, {@code REFUSED} if it belongs to something else
   */
  static PartFolder open(Path target, Map<String, String> identity) throws IOException {
    Path folder = target.resolveSibling(target.getFileName() + ".part");
    AtomicFile.requireFolder(target);
    if (Files.exists(folder) && !Files.exists(folder.resolve(LOCK)) && !isEmpty(folder)) {
      throw AdminException.refused(
          folder + " exists and is not an export. Remove it, or name another place.");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AdminException.configuration(folder + " cannot be created: " + e.getMessage() + ".", e);
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel).isEmpty()) {
      channel.close();
      throw AdminException.busy("Another process is exporting to " + target + " now.");
    }
    PartFolder part = new PartFolder(folder, channel);
    part.read(identity);
    return part;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private void read(Map<String, String> identity) throws IOException {
    Path opened = folder.resolve(OPENED);
    Properties known = Files.exists(opened) ? load(opened) : new Properties();
    if (known.equals(properties(identity))) {
      for (Path note : files()) {
        String name = String.valueOf(note.getFileName());
        if (name.endsWith(NOTE)) {
          done(load(note)).ifPresent(d -> done.put(d.file().name(), d));
        }
      }
    }
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.done$", "");
      if (!name.equals(LOCK) && !done.containsKey(name)) {
        Files.delete(file);
      }
    }
    store(opened, properties(identity));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }

  private Optional<Done> done(Properties note) throws IOException {
    Manifest.DataFile file =
        new Manifest.DataFile(
            note.getProperty("name"),
            Optional.of(note.getProperty("schema")),
            Optional.of(note.getProperty("table")),
            Long.parseLong(note.getProperty("rows")),
            Long.parseLong(note.getProperty("bytes")),
            note.getProperty("sha256"),
            JsonTexts.read(note.getProperty("columns")),
            JsonTexts.read(note.getProperty("masked")));
    Path written = folder.resolve(file.name());
    return Files.exists(written) && Files.size(written) == file.bytes()
        ? Optional.of(
            new Done(
                file,
                new SnapshotHorizon(Long.parseLong(note.getProperty("xmin"))),
                JsonTexts.read(note.getProperty("leaves"))))
        : Optional.empty();
  }

  /** The complete files, by name. */
  Map<String, Done> done() {
    return Map.copyOf(done);
  }

  Path folder() {
    return folder;
  }

  /** It is complete: an earlier export of this name is replaced. */
  void done(Done file) throws IOException {
    Properties note = new Properties();
    note.putAll(
        Map.of(
            "name", file.file().name(),
            "schema", file.file().schema().orElse(""),
            "table", file.file().table().orElse(""),
            "rows", Long.toString(file.file().rows()),
            "bytes", Long.toString(file.file().bytes()),
            "sha256", file.file().sha256(),
            "columns", JsonTexts.write(file.file().columns()),
            "masked", JsonTexts.write(file.file().masked()),
            "xmin", Long.toString(file.horizon().xmin()),
            "leaves", JsonTexts.write(file.leaves())));
    store(folder.resolve(file.file().name() + NOTE), note);
  }

  /** Starts a table's file over. */
  AtomicFile begin(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + NOTE));
    return AtomicFile.at(folder.resolve(name));
  }

  /** Deletes everything that does not belong to the export. */
  void clean(List<String> names) throws IOException {
    for (Path file : files()) {
      if (!names.contains(String.valueOf(file.getFileName()))) {
        Files.delete(file);
      }
    }
  }

  private static Properties properties(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  private static Properties load(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }

  private static void store(Path file, Properties properties) throws IOException {
    try (AtomicFile out = AtomicFile.at(file)) {
      properties.store(out.stream(), null);
      out.complete();
    }
  }

  /** What is incomplete stays for the next process. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process.
    }
  }
}
