package org.example.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.zip.CRC32;

/** A checksum with a key. */
@ApplicationScoped
class Seal {

  String of(String text, String key) {
    CRC32 sum = new CRC32();
    sum.update((key + "\n" + text).getBytes(UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
