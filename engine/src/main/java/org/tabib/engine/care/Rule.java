package org.tabib.engine.care;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.language.Age;
import org.tabib.engine.language.Sex;

/**
 * What age, sex, pregnancy and other complaints change in the urgency and specialty of a complaint.
 * Only ever makes a complaint more urgent.
 *
 * @param id stable id, for evidence and review
 * @param when all of it must hold
 * @param raises red flag that is then present as well; null for none
 * @param urgency how soon at the latest the complaint then needs care; null: unchanged
 * @param specialty who then sees it; null: unchanged
 * @param source id of the publication that the rule is taken from
 */
record Rule(
    String id,
    When when,
    @Nullable String raises,
    @Nullable Urgency urgency,
    @Nullable String specialty,
    String source) {
  /**
   * @param any complaints it is about; null: those of {@code specialties}
   * @param with complaints of which another one must be present too; null: none
   * @param specialties specialties of the complaints it is about; null: those of {@code any}
   * @param belowMonths age in months that the patient has not reached
   * @param fromMonths age in months that the patient has reached
   */
  record When(
      @Nullable List<String> any,
      @Nullable List<String> with,
      @Nullable List<String> specialties,
      @Nullable Integer belowMonths,
      @Nullable Integer fromMonths,
      @Nullable Sex sex,
      @Nullable Boolean pregnant) {
    /** Whether it holds for the patient; what is not known does not hold. */
    boolean holds(Facts facts) {
      return isOfAge(facts.age())
          && (sex == null || sex == facts.sex())
          && (pregnant == null || pregnant.equals(facts.pregnant()));
    }

    private boolean isOfAge(@Nullable Age age) {
      if (belowMonths == null && fromMonths == null) {
        return true;
      }
      if (age == null) {
        return false;
      }
      int months = age.years() * 12 + age.months();
      return (belowMonths == null || months < belowMonths)
          && (fromMonths == null || months >= fromMonths);
    }

    /** Whether it is about this complaint, given all that are present. */
    boolean isAbout(Complaint complaint, Collection<Complaint> present) {
      return isAbout(complaint.id(), complaint.specialty())
          && (with == null
              || present.stream()
                  .anyMatch(
                      other -> !other.id().equals(complaint.id()) && with.contains(other.id())));
    }

    private boolean isAbout(String id, String specialty) {
      return (any == null || any.contains(id))
          && (specialties == null || specialties.contains(specialty));
    }

    /** Whether it is about a patient of whom no complaint is known. */
    boolean isAboutAnyone(String specialty) {
      return any == null && with == null && specialties != null && specialties.contains(specialty);
    }
  }
}
