package org.tabib.engine.care;

import java.util.Set;
import org.tabib.engine.language.Languages;

/** Knowledge. */
public final class CareKnowledge {
  public static CareKnowledge load(Languages languages) {
    throw new UnsupportedOperationException("not yet");
  }

  public String version() {
    throw new UnsupportedOperationException("not yet");
  }

  public Set<String> specialties() {
    throw new UnsupportedOperationException("not yet");
  }

  public Assessment assess(String text) {
    throw new UnsupportedOperationException("not yet");
  }

  public String emergencyAdviceKey(Complaint redFlag) {
    throw new UnsupportedOperationException("not yet");
  }
}
