package org.tabib.projections.integration;

import java.util.List;
import org.tabib.engine.practice.PracticeConfig;
import org.tabib.engine.practice.PracticeEvent;
import org.tabib.projections.run.Recorded;

/** What others are told of practices: which clinics there are. */
final class PracticeMapping {
  private PracticeMapping() {}

  static List<IntegrationEvent> map(Recorded<PracticeEvent> recorded, Opening opening) {
    return switch (recorded.event()) {
      case PracticeEvent.PracticeConfigured e ->
          Made.one(
              recorded.entityId(),
              recorded.number(),
              e.at(),
              EventType.PRACTICE_CHANGED,
              changed(e.config()));
    };
  }

  private static EventData changed(PracticeConfig config) {
    return new EventData.PracticeChanged(
        config.id(),
        config.languages(),
        config.clinics().stream()
            .map(clinic -> new EventData.Clinic(clinic.id(), clinic.zone().getId()))
            .toList(),
        config.doctors().size());
  }
}
