package org.tabib.engine.practice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.entity.Refusal;

/** What a Practice answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PracticeReply.Current.class, name = "current"),
  @JsonSubTypes.Type(value = PracticeReply.Refused.class, name = "refused"),
})
public sealed interface PracticeReply extends ClusterMessage {
  record Current(PracticeConfig config) implements PracticeReply {}

  record Refused(Refusal refusal) implements PracticeReply {}
}
