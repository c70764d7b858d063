package org.tabib.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RomanisedTest {
  @ParameterizedTest
  @CsvSource({
    "बुखार, bukhaar bukhar bhukar bukar bhukhar",
    "खांसी, khansi khaansi kansi khaansee",
    "कमजोरी, kamzori kamjori kamjoree",
    "धड़कन, dhadkan dharkan dhadkann",
    "चक्कर, chakkar chakar",
    "घबराहट, ghabrahat gabrahat ghabraahat",
    "नहीं, nahin nahi naheen",
    "काम, kaam",
    "ताप, taap",
    "कृपया, kripya kripaya",
    "डोकेदुखी, dokedukhi dokedukhee",
    "காய்ச்சல், kaichal kaaichchal kaichchal kaychal kaaychal",
    "உடம்பு, udambu utampu udamboo",
    "நெஞ்சு, nenju nenchu",
    "வயிறு, vayiru wayiru",
    "இருமல், irumal",
    "வாந்தி, vaanthi vanthi vandhi vaandhi",
    "மூச்சு, moochu muchu moochchu",
    "மருத்துவர், maruthuvar maruththuvar",
    "జ్వరం, jwaram jvaram zwaram",
    "కడుపు, kadupu kaduppu",
    "దగ్గు, daggu dhaggu",
    "জ্বর, jwor jwar jbor",
    "ব্যথা, betha byatha batha",
    "রক্ত, rokto rakta",
    "ডাক্তার, daktar dactar",
    "पोटदुखी, potdukhi pothdukhi"
  })
  void findsTheNativeWordHoweverItIsRomanised(String word, String typed) {
    Set<String> keys = Romanised.keys(TextNormaliser.normalise(word));
    List<String> missed =
        List.of(typed.split(" ", -1)).stream()
            .filter(t -> !keys.contains(t))
            .filter(t -> Collections.disjoint(keys, Romanised.keys(t)))
            .toList();
    assertThat(missed).as("keys %s", keys).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pet", "sir", "hai", "do", "tap", "bad", "5", "", "dor2", "não", "ok"})
  void hasNoKeyForWhatIsShortOrNotLatin(String word) {
    assertThat(Romanised.key(word)).isEmpty();
  }

  @Property(tries = 2000)
  void foldingTwiceChangesNothing(@ForAll @LowerChars @StringLength(max = 14) String word) {
    String once = SoundFold.fold(word);
    assertThat(SoundFold.fold(once)).isEqualTo(once);
  }

  @Property(tries = 500)
  void keysAreLongEnoughForAnyText(@ForAll String text) {
    String word = TextNormaliser.normalise(text);
    assertThat(Romanised.keys(word)).allMatch(key -> key.length() >= Romanised.SHORTEST);
    assertThat(Romanised.phraseKey(word).orElse("long enough").length())
        .isGreaterThanOrEqualTo(Romanised.SHORTEST);
  }

  @Property(tries = 1000)
  void spellsAnyIndicWordInLatinLetters(
      @ForAll @CharRange(from = '\u0900', to = '\u0D7F') @StringLength(max = 12) String text) {
    for (String word : TextNormaliser.normalise(text).split(" ", -1)) {
      assertThat(Romanised.spellings(word)).allMatch(spelling -> spelling.matches("[a-z]*"));
    }
  }
}
