package dev.oneoff.admin.database.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void sizesAreReadable() {
    assertThat(Bytes.words(0)).isEqualTo("0 B");
    assertThat(Bytes.words(8192)).isEqualTo("8.2 kB");
    assertThat(Bytes.words(123_456_789_000L)).isEqualTo("123 GB");
  }
}
