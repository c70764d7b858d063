package org.tabib.projections.search;

import java.util.List;

/**
 * A word of a text.
 *
 * @param forms what it is compared as: its normal form; two forms when a letter is drawn out
 * @param start where it begins in the text as it was written, in UTF-16 code units
 * @param end where it ends there, exclusive
 */
record Word(List<WordForm> forms, int start, int end) {
  Word {
    forms = List.copyOf(forms);
  }

  /** Whether one of the forms is one of the other's. */
  boolean is(List<WordForm> others) {
    return forms.stream().anyMatch(others::contains);
  }

  /** Whether one of the forms begins with one of these. */
  boolean beginsWith(List<WordForm> beginnings) {
    return forms.stream().anyMatch(form -> beginnings.stream().anyMatch(form::beginsWith));
  }
}
