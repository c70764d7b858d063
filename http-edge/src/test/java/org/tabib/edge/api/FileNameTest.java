package org.tabib.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FileNameTest {
  @Example
  void keepsAnHonestName() {
    assertThat(FileName.of("guia convênio (1).pdf", "x", "application/pdf"))
        .isEqualTo("guia convênio (1).pdf");
    assertThat(FileName.of("रिपोर्ट.PDF", "x", "application/pdf")).isEqualTo("रिपोर्ट.pdf");
  }

  @Example
  void hasTheExtensionOfWhatItIs() {
    assertThat(FileName.of("x.html", "y", "image/png")).isEqualTo("x.html.png");
    assertThat(FileName.of(null, "image-1", "image/jpeg")).isEqualTo("image-1.jpg");
    assertThat(FileName.of("../../..", "image-1", "image/jpeg")).isEqualTo("image-1.jpg");
    assertThat(FileName.of("a\u202Egpj.exe", "y", "image/png")).isEqualTo("agpj.exe.png");
  }

  @Example
  void saysTheNameInBothForms() {
    assertThat(FileName.disposition(false, "guia é.pdf"))
        .isEqualTo("attachment; filename=\"guia _.pdf\"; filename*=UTF-8''guia%20%C3%A9.pdf");
    assertThat(FileName.disposition(true, "a.png")).startsWith("inline; ");
  }

  @Property(tries = 1000)
  void noNameBreaksTheHeader(@ForAll String given) {
    String header = FileName.disposition(false, FileName.of(given, "file", "application/pdf"));
    assertThat(header)
        .matches("attachment; filename=\"[ -!#-~]+\"; filename\\*=UTF-8''[!-~]+")
        .doesNotContain("/", "\\", "\r", "\n");
    assertThat(header).endsWith(".pdf");
  }
}
