package org.tabib.projections.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tabib.projections.search.SearchQuery.Highlight;
import org.tabib.projections.search.SearchQuery.InvalidQuery;

class SearchQueryTest {
  private static List<String> found(String query, String text) {
    return SearchQuery.parse(query).in(List.of(new WrittenText("body", text))).stream()
        .map(match -> text.substring(match.start(), match.end()))
        .toList();
  }

  @Test
  void wantsEveryWordInAnyOrder() {
    assertThat(found("headache fever", "Fever and a HEADACHE"))
        .containsExactly("Fever", "HEADACHE");
    assertThat(found("headache cough", "Fever and a headache")).isEmpty();
  }

  @Test
  void takesTheLastWordAsABeginning() {
    assertThat(found("head", "a headache, my head")).containsExactly("headache", "head");
    assertThat(found("head fever", "headache with fever")).as("only the last one").isEmpty();
    assertThat(found("head* fever", "headache with fever")).containsExactly("headache", "fever");
    assertThat(found("காய்ச்", "எனக்கு காய்ச்சல்")).containsExactly("காய்ச்சல்");
  }

  @Test
  void wantsWordsOfAPhraseSideBySideAndWhole() {
    assertThat(found("\"chest pain\"", "pain in the chest")).isEmpty();
    assertThat(found("\"chest pain\"", "Chest, pain!")).containsExactly("Chest, pain");
    assertThat(found("“chest pai”", "chest pain")).isEmpty();
    assertThat(found("\"chest pai*\" bad", "bad chest pain")).containsExactly("bad", "chest pain");
    assertThat(found("\"chest pain", "my chest pain"))
        .as("not closed")
        .containsExactly("chest pain");
  }

  @Test
  void verifiesShortWordsThoughTheyHaveNoTokens() {
    assertThat(found("no fever", "no fever")).containsExactly("no", "fever");
    assertThat(found("no fever", "a fever")).isEmpty();
  }

  @Test
  void foldsCaseAndDrawnOutLetters() {
    assertThat(found("FEVER", "feeeever")).containsExactly("feeeever");
    assertThat(found("gooood", "good")).containsExactly("good");
  }

  @Test
  void namesTheTextThatMatchesAndFindsAPhraseInOneTextOnly() {
    List<WrittenText> texts =
        List.of(new WrittenText("name", "City clinic"), new WrittenText("address", "Main road"));

    assertThat(SearchQuery.parse("city road").in(texts))
        .containsExactly(new Highlight("name", 0, 4), new Highlight("address", 5, 9));
    assertThat(SearchQuery.parse("\"clinic main\"").in(texts)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "😷", "ok", "\"\"", "* *", "है"})
  void refusesWhatCannotBeLookedUp(String query) {
    assertThatThrownBy(() -> SearchQuery.parse(query)).isInstanceOf(InvalidQuery.class);
  }

  @Test
  void refusesWhatIsTooLongWithoutQuotingIt() {
    assertThatThrownBy(() -> SearchQuery.parse("secret".repeat(40)))
        .isInstanceOf(InvalidQuery.class)
        .hasMessageNotContaining("secret");
    assertThat(SearchQuery.parse("secret").toString()).doesNotContain("secret");
  }
}
