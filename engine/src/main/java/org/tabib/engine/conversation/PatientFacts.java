package org.tabib.engine.conversation;

import java.util.Arrays;
import java.util.Locale;
import org.tabib.engine.care.Facts;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Sex;

/** What a dialogue has learned of the patient, for whoever judges a complaint. */
final class PatientFacts {
  private PatientFacts() {}

  static Facts in(Answers answers) {
    String age = answers.value(Variables.AGE);
    String sex = Variables.in(answers, Variables.SEX).toUpperCase(Locale.ROOT);
    return new Facts(
        age == null ? null : Age.parse(age),
        Arrays.stream(Sex.values()).filter(s -> s.name().equals(sex)).findFirst().orElse(null),
        null);
  }
}
