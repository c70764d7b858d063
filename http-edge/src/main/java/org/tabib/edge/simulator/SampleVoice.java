package org.tabib.edge.simulator;

import akka.util.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A second of silence as a voice note, so that one can be sent without a microphone. The container
 * is that of RFC 3533 (Ogg), with the headers of RFC 7845 (Opus in Ogg).
 */
final class SampleVoice {
  static final String MIME_TYPE = "audio/ogg; codecs=opus";

  private static final int SERIAL = 0x7AB1B;

  /** An Opus packet of 20 ms silence (RFC 6716, section 3.1: CELT, fullband, stereo, one frame). */
  private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

  private static final int PACKETS = 50;

  /** Opus counts at 48 kHz, whatever the packets hold. */
  private static final int SAMPLES_PER_PACKET = 960;

  private static final int FIRST = 2;
  private static final int LAST = 4;

  /** The polynomial of RFC 3533, section 6. */
  private static final int POLYNOMIAL = 0x04C11DB7;

  private static final int CHECKSUM_AT = 22;

  private SampleVoice() {}

  static ByteString bytes() {
    return page(FIRST, 0, 0, head())
        .concat(page(0, 0, 1, tags()))
        .concat(page(LAST, (long) PACKETS * SAMPLES_PER_PACKET, 2, packets()));
  }

  private static byte[][] packets() {
    var packets = new byte[PACKETS][];
    Arrays.fill(packets, SILENCE);
    return packets;
  }

  private static byte[] head() {
    return littleEndian(19)
        .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 2)
        .putShort((short) 0)
        .putInt(48_000)
        .putShort((short) 0)
        .put((byte) 0)
        .array();
  }

  private static byte[] tags() {
    var vendor = "tabib".getBytes(StandardCharsets.US_ASCII);
    return littleEndian(16 + vendor.length)
        .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
        .putInt(vendor.length)
        .put(vendor)
        .putInt(0)
        .array();
  }

  /** One page of packets that are each shorter than 255 bytes, so that one lacing value does. */
  private static ByteString page(int flags, long position, int sequence, byte[]... packets) {
    int size = 0;
    for (var packet : packets) {
      size += packet.length;
    }
    var page =
        littleEndian(27 + packets.length + size)
            .put("OggS".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 0)
            .put((byte) flags)
            .putLong(position)
            .putInt(SERIAL)
            .putInt(sequence)
            .putInt(0)
            .put((byte) packets.length);
    for (var packet : packets) {
      page.put((byte) packet.length);
    }
    for (var packet : packets) {
      page.put(packet);
    }
    page.putInt(CHECKSUM_AT, checksum(page.array()));
    return ByteString.fromArrayUnsafe(page.array());
  }

  static int checksum(byte[] bytes) {
    int sum = 0;
    for (byte value : bytes) {
      sum ^= (value & 0xFF) << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum < 0 ? (sum << 1) ^ POLYNOMIAL : sum << 1;
      }
    }
    return sum;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
