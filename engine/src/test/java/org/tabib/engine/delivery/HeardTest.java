package org.tabib.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeardTest {
  private static InboundMessage message(InboundContent content) {
    return new InboundMessage("wamid.1", Instant.EPOCH, content, null);
  }

  @Test
  void aMessageOfUsualLengthIsHeardWhole() {
    InboundMessage message = message(new InboundContent.Text("a".repeat(Heard.LONGEST)));
    assertThat(Heard.of(message)).isSameAs(message);
  }

  @Test
  void aLongerOneIsHeardUpToWhereWhatsAppEnds() {
    InboundMessage message = message(new InboundContent.Text("a".repeat(3 * 1024 * 1024)));
    assertThat(Heard.of(message).content())
        .isEqualTo(new InboundContent.Text("a".repeat(Heard.LONGEST)));
  }

  @Test
  void editsAndCaptionsAreCutTooAndNeverThroughACharacter() {
    String text = "a".repeat(Heard.LONGEST - 1) + "🙂 and more";
    assertThat(Heard.of(message(new InboundContent.Edit("wamid.0", text))).content())
        .isEqualTo(new InboundContent.Edit("wamid.0", "a".repeat(Heard.LONGEST - 1)));
    InboundContent media = new InboundContent.Media("image", "1", null, null, text, null, false);
    assertThat(((InboundContent.Media) Heard.of(message(media)).content()).caption())
        .hasSize(Heard.LONGEST - 1);
  }
}
