package org.tabib.engine.care;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A language's {@code care.yaml}.
 *
 * @param phrases complaint id to phrases; words in any order and a little apart, with {@code =} in
 *     front: exactly so; with {@code +} between them: findings that count together, anywhere in a
 *     sentence; a word that ends in {@code *} stands for all words that begin like it
 * @param spellings word to other words that count as it; one that ends in {@code *} stands for all
 *     words that begin like it, the longest such beginning deciding
 * @param fillers words that stand between without meaning
 * @param plain everyday words that must not be taken for a misspelt word of a phrase
 * @param patient words that tell who the patient is; a kind that is missing is not read
 */
record CareFile(
    Map<String, List<String>> phrases,
    Map<String, List<String>> spellings,
    List<String> fillers,
    List<String> plain,
    Context context,
    @Nullable Map<PatientWord, List<String>> patient) {
  /**
   * Words that turn a complaint into something else.
   *
   * @param breaks words that begin a new clause: "but"
   * @param and words that join two complaints
   * @param or words that carry a denial on
   * @param denyBefore words that deny what follows: "no"
   * @param denyAfter words that deny what precedes: "नहीं"
   * @param betweenBefore words that may stand between a denial and what it denies
   * @param betweenAfter words that may stand between what is denied and the denial
   * @param persisting words that turn a denial after a complaint into its persistence: "not going"
   * @param past phrases that put a complaint into the past, see {@link PastPhrase}
   * @param now words that say it is present after all
   * @param denyEndings endings that deny the word they are part of: "இல்லை" in "வலியில்லை"
   * @param others words for people whose illness may be told as history: "father". They are never
   *     misspelt complaints, and nothing more: only the words of {@code past} put an illness into
   *     the past, whoever has it
   */
  record Context(
      List<String> breaks,
      List<String> and,
      List<String> or,
      List<String> denyBefore,
      List<String> denyAfter,
      List<String> betweenBefore,
      List<String> betweenAfter,
      List<String> persisting,
      List<String> past,
      List<String> now,
      List<String> denyEndings,
      List<String> others) {}
}
