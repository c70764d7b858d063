package org.tabib.edge.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WellFormedTest {
  private static final List<String> PIECES =
      List.of("\u0000", "\ud83d", "\ude00", "\ud83d\ude00", "a", "आ", "\uFFFD", "\u200b");

  @Property(tries = 500)
  void survivesUtf8AndHoldsNoNul(@ForAll List<Integer> choices) {
    StringBuilder raw = new StringBuilder();
    for (int choice : choices) {
      raw.append(PIECES.get(Math.floorMod(choice, PIECES.size())));
    }
    String text = WellFormed.text(raw.toString());
    assertThat(text).doesNotContain("\u0000").hasSameSizeAs(raw);
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
    assertThat(WellFormed.text(text)).isEqualTo(text);
  }

  @Example
  void leavesGoodTextAsItIs() {
    String text = "👨‍👩‍👧 आज \u200b\t";
    assertThat(WellFormed.text(text)).isEqualTo(text);
  }
}
