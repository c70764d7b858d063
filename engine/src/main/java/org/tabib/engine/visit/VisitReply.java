package org.tabib.engine.visit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a Visit answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VisitReply.Current.class, name = "current"),
  @JsonSubTypes.Type(value = VisitReply.Refused.class, name = "refused"),
})
public sealed interface VisitReply extends ClusterMessage {
  /**
   * How the visit stands now.
   *
   * @param record what was written and said about it; none while there is nothing
   */
  record Current(
      String visitId, VisitStatus status, VisitDetails details, @Nullable VisitRecord record)
      implements VisitReply {
    /** A visit that nothing was written or said about. */
    public Current(String visitId, VisitStatus status, VisitDetails details) {
      this(visitId, status, details, null);
    }
  }

  record Refused(Refusal refusal) implements VisitReply {}
}
