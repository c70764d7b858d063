package org.tabib.engine.understanding;

/**
 * What a step of a flow waits for. It tells which readers may take the whole text as their answer.
 */
public enum Asking {
  NAME,
  AGE,
  SEX,
  /** A description of what is wrong. */
  SYMPTOMS,
  DATE,
  TIME,
  YES_NO,
  /** One of the choices of a menu. */
  MENU
}
