package org.tabib.engine.reminder;

import java.util.List;

/** What became of a typed instruction: all of it was understood, or it is refused. */
public sealed interface SigReading {
  record Understood(Dosage dosage) implements SigReading {}

  /** At least one thing is wrong; nothing was guessed. */
  record Refused(List<SigProblem> problems) implements SigReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
