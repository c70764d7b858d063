package org.tabib.projections.integration;

import org.jspecify.annotations.Nullable;
import org.tabib.engine.privacy.Private;

/** Decides whether what is private is opened for the outside. */
interface Opening {
  /** Nothing is: the default. */
  Opening CLOSED =
      new Opening() {
        @Override
        public <T> @Nullable T open(Private<T> value, Class<T> type) {
          return null;
        }

        @Override
        public boolean open() {
          return false;
        }
      };

  /** The value; null when it stays closed, or when nobody can read it any more. */
  <T> @Nullable T open(Private<T> value, Class<T> type);

  /** Whether what identifies a person without being sealed may go out. */
  default boolean open() {
    return true;
  }
}
