package org.tabib.engine.visit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a Visit answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VisitReply.Current.class, name = "current"),
  @JsonSubTypes.Type(value = VisitReply.Refused.class, name = "refused"),
})
public sealed interface VisitReply extends ClusterMessage {
  /** How the visit stands now. */
  record Current(String visitId, VisitStatus status, VisitDetails details) implements VisitReply {}

  record Refused(Refusal refusal) implements VisitReply {}
}
