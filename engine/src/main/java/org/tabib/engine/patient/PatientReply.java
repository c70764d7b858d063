package org.tabib.engine.patient;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a Patient answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PatientReply.Known.class, name = "known"),
  @JsonSubTypes.Type(value = PatientReply.Refused.class, name = "refused"),
})
public sealed interface PatientReply extends ClusterMessage {
  record Known(String patientId, String guardianId, PatientProfile profile)
      implements PatientReply {}

  record Refused(Refusal refusal) implements PatientReply {}
}
