package org.tabib.engine.queue;

/** What a clinic may give a better place for among patients of the same urgency. */
public enum PatientType {
  ADULT,
  CHILD,
  ELDERLY,
  PREGNANT,
  DISABLED
}
