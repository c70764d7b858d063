package org.tabib.edge.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrueTypeTest {
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  @ParameterizedTest
  @CsvSource({
    "image, ffd8ffe000104a464946000101, image/jpeg",
    "image, 89504e470d0a1a0a0000000d49484452, image/png",
    "image, 52494646240000005745425056503820, image/webp",
    "image, 474946383961010001, image/gif",
    "sticker, 52494646240000005745425056503820, image/webp",
    "audio, 4f67675300020000000000000000000000000000000000000000011e4f707573486561640101, audio/ogg",
    "audio, 494433030000000000, audio/mpeg",
    "audio, fffb906400, audio/mpeg",
    "audio, fff15080, audio/aac",
    "audio, 2321414d520a, audio/amr",
    "audio, 00000018667479704d344120, audio/mp4",
    "audio, 000000186674797069736f6d, audio/mp4",
    "video, 000000186674797069736f6d, video/mp4",
    "video, 00000018667479706d703432, video/mp4",
    "video, 0000001866747970336770340000, video/3gpp",
    "document, 255044462d312e370a25, application/pdf",
    "document, 89504e470d0a1a0a0000000d49484452, image/png",
    "document, 68656c6c6f2c20706c61696e, text/plain",
  })
  void knowsWhatPeopleSend(String kind, String bytes, String type) {
    byte[] padded = Arrays.copyOf(HexFormat.of().parseHex(bytes), 4096);
    byte[] file = type.equals("text/plain") ? HexFormat.of().parseHex(bytes) : padded;
    assertThat(TrueType.of(file, kind, null)).contains(type);
  }

  @Test
  void takesTheOfficeTypeThatTheSenderNamesOnlyForAnOfficeFile() {
    byte[] ooxml = Arrays.copyOf("PK\u0003\u0004".getBytes(ISO_8859_1), 4096);
    byte[] name = "[Content_Types].xml".getBytes(ISO_8859_1);
    System.arraycopy(name, 0, ooxml, 30, name.length);
    ooxml[26] = (byte) name.length;
    assertThat(TrueType.of(ooxml, "document", DOCX)).contains(DOCX);
    assertThat(TrueType.of(ooxml, "document", "application/vnd.ms-word.document.macroEnabled.12"))
        .isEmpty();
    assertThat(TrueType.of(ooxml, "document", null)).isEmpty();
    assertThat(TrueType.of(ooxml, "image", "image/jpeg")).isEmpty();
    byte[] zip = Arrays.copyOf("PK\u0003\u0004".getBytes(ISO_8859_1), 4096);
    assertThat(TrueType.of(zip, "document", DOCX)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<html><body>x</body></html>",
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "<?xml version='1.0'?><x/>",
    "#!/bin/sh",
    "MZ\u0090",
    "\u0000\u0000\u0000\u0014ftypqt  \u0000\u0000\u0000\u0000qt  ",
  })
  void refusesWhatCouldRun(String text) {
    byte[] file = text.getBytes(ISO_8859_1);
    for (String kind : new String[] {"image", "audio", "video", "document", "sticker"}) {
      assertThat(TrueType.of(file, kind, "image/jpeg")).as(kind).isEmpty();
    }
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(TrueType.of(new byte[0], "image", "image/jpeg")).isEmpty();
    assertThat(TrueType.of(new byte[0], "document", "application/pdf")).isEmpty();
  }

  @Test
  void readsDigestsInBothForms() {
    String hex = "AB".repeat(32);
    assertThat(Digest.read(hex)).contains("ab".repeat(32));
    assertThat(
            Digest.read(java.util.Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex))))
        .contains("ab".repeat(32));
    assertThat(Digest.read("x")).isEmpty();
    assertThat(Digest.read(null)).isEmpty();
  }
}
