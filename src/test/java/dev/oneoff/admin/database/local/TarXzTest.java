package dev.oneoff.admin.database.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TarXzTest {

  @TempDir Path temporary;
  Path target;

  @BeforeEach
  void create() throws IOException {
    target = Files.createDirectory(temporary.resolve("target"));
  }

  @Test
  void filesKeepTheirContentLinksAndPermissions() throws IOException {
    unpack(file("bin/run", 0755), file("lib/a.so.1", 0644), link("lib/a.so", "a.so.1"));

    assertThat(target.resolve("bin/run")).isExecutable().hasContent("bin/run");
    assertThat(target.resolve("lib/a.so")).isSymbolicLink().hasContent("lib/a.so.1");
    assertThat(Files.isExecutable(target.resolve("lib/a.so.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "lib/../../outside", "/tmp/../outside"})
  void aFileOutsideIsRefused(String name) {
    assertThatThrownBy(() -> unpack(file(name, 0644)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads outside");
    assertThat(temporary.resolve("outside")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"link, ..", "lib/link, ../../outside", "link, /tmp"})
  void aLinkThatLeadsOutsideIsRefused(String name, String destination) {
    assertThatThrownBy(() -> unpack(link(name, destination), file(name + "/x", 0644)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads outside");
  }

  @Test
  void aHardLinkIsRefused() {
    TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_LINK);
    link.setLinkName("../outside");

    assertThatThrownBy(() -> unpack(link)).hasMessageContaining("unknown kind");
  }

  private static TarArchiveEntry file(String name, int mode) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(name.getBytes(StandardCharsets.UTF_8).length);
    return entry;
  }

  private static TarArchiveEntry link(String name, String destination) {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(destination);
    return entry;
  }

  /** Each file's content is its name. */
  private void unpack(TarArchiveEntry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options()))) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        if (entry.getSize() > 0) {
          tar.write(entry.getName().getBytes(StandardCharsets.UTF_8));
        }
        tar.closeArchiveEntry();
      }
    }
    TarXz.unpack(new ByteArrayInputStream(bytes.toByteArray()), target);
  }
}
