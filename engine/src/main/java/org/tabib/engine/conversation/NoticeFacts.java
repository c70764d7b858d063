package org.tabib.engine.conversation;

import org.tabib.engine.schedule.Slot;

/** The names of what a {@link Notice} tells, and how values are written. */
public final class NoticeFacts {
  public static final String VISIT = "visit";

  /** Person id of the patient. */
  public static final String PATIENT = "patient";

  public static final String DOCTOR = "doctor";
  public static final String CLINIC = "clinic";

  /** The visit's or the offered time, as {@link #slot} writes it. */
  public static final String SLOT = "slot";

  /** A ticket's label: {@code A7}. */
  public static final String TICKET = "ticket";

  /** The queue's id: clinic and day. */
  public static final String QUEUE = "queue";

  public static final String SERVICE_POINT = "servicePoint";

  /** As the desk calls it: {@code 2}. */
  public static final String ROOM = "room";

  /** Place in the queue, from 1. */
  public static final String POSITION = "position";

  /** How many are before the person. */
  public static final String AHEAD = "ahead";

  /** Minutes; absent together with {@link #WAIT_TO} when no wait is told. */
  public static final String WAIT_FROM = "waitFrom";

  /** Minutes. */
  public static final String WAIT_TO = "waitTo";

  public static final String REMINDER = "reminder";

  /** Which of a reminder's times it is. */
  public static final String OCCURRENCE = "occurrence";

  /** ISO date: on which a doctor asked the patient to come again. */
  public static final String FOLLOW_UP = "followUp";

  public static final String OFFER = "offer";

  /** An entry of a waiting list. */
  public static final String ENTRY = "entry";

  /** A word: what is to be taken, as the doctor wrote it. */
  public static final String MEDICINE = "medicine";

  /** A word: how much of it; for a vaccination or a check-up what it is. */
  public static final String DOSE = "dose";

  private NoticeFacts() {}

  /** A slot as a fact. */
  public static String slot(Slot slot) {
    return Variables.of(slot);
  }
}
