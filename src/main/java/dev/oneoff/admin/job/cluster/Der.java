package dev.oneoff.admin.job.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Wraps the older forms of private keys, which tools still write, into PKCS#8, the only one that
 * Java reads.
 */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int NULL = 0x05;
  private static final int OID = 0x06;
  private static final int SEQUENCE = 0x30;

  /** In SEC1: the curve. */
  private static final int PARAMETERS = 0xa0;

  /** 1.2.840.113549.1.1.1 */
  private static final byte[] RSA = {
    0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01
  };

  /** 1.2.840.10045.2.1 */
  private static final byte[] EC = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

  private Der() {}

  static byte[] ofPkcs1(byte[] key) {
    return pkcs8(RSA, value(NULL), key);
  }

  /**
   * @param beside the curve, if it stands in a block of its own
   * @throws IllegalArgumentException if there is none
   */
  static byte[] ofSec1(byte[] key, Optional<byte[]> beside) {
    byte[] curve =
        curve(key)
            .or(() -> beside)
            .orElseThrow(() -> new IllegalArgumentException("It does not name its curve."));
    return pkcs8(EC, curve, key);
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] parameters, byte[] key) {
    return value(
        SEQUENCE,
        value(INTEGER, new byte[] {0}),
        value(SEQUENCE, value(OID, algorithm), parameters),
        value(OCTETS, key));
  }

  private static Optional<byte[]> curve(byte[] key) {
    ByteBuffer whole = ByteBuffer.wrap(key);
    if (tag(whole) != SEQUENCE) {
      throw new IllegalArgumentException("It is not a sequence.");
    }
    ByteBuffer parts = contents(whole);
    while (parts.hasRemaining()) {
      int tag = tag(parts);
      ByteBuffer part = contents(parts);
      if (tag == PARAMETERS) {
        byte[] curve = new byte[part.remaining()];
        part.get(curve);
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  private static int tag(ByteBuffer from) {
    if (!from.hasRemaining()) {
      throw new IllegalArgumentException("It is cut off.");
    }
    return from.get() & 0xff;
  }

  private static ByteBuffer contents(ByteBuffer from) {
    int length = tag(from);
    if (length > 0x7f) {
      int bytes = length & 0x7f;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | tag(from);
      }
    }
    if (length < 0 || length > from.remaining()) {
      throw new IllegalArgumentException("It is cut off.");
    }
    ByteBuffer contents = from.slice(from.position(), length);
    from.position(from.position() + length);
    return contents;
  }

  private static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      contents.writeBytes(part);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    int size = contents.size();
    if (size > 0x7f) {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(size) + 7) / 8;
      value.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        value.write(size >> (8 * i));
      }
    } else {
      value.write(size);
    }
    value.writeBytes(contents.toByteArray());
    return value.toByteArray();
  }
}
