package org.tabib.engine.care;

/** Kinds of words that tell who the patient is. */
enum PatientWord {
  /** Beside an amount of time it always makes an age of it: "old", "வயது". */
  OLD,
  /** Joins an amount of time to the person it is the age of: "का", "de", "wa". */
  OF,
  /** In front of years it makes an age of them: "am", "tem", "ana". */
  IS,
  /** In front of a number, without a unit, or behind it: "age", "aged", "उम्र", "umri". */
  AGED,
  /** Beside an amount of time it makes a duration or a date of it: "for", "since", "ago". */
  DURATION,
  /** A child in its first month: "newborn". */
  NEWBORN,
  /** A boy or man as the patient: "son", "he". */
  MALE,
  /** A girl or woman as the patient: "wife", "she". */
  FEMALE,
  /** Whoever else can have an age: "baby", "patient". */
  PERSON
}
