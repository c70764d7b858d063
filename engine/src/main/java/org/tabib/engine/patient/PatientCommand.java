package org.tabib.engine.patient;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.entity.ClusterMessage;
import org.tabib.engine.privacy.DataKey;

/** What can be asked of a Patient. The entity's id is the patient's person id. */
public sealed interface PatientCommand extends ClusterMessage {

  /**
   * Makes the patient known, or changes the profile; the same again changes nothing.
   *
   * @param guardianId the contact who speaks for the patient; the patient's own id when they speak
   *     for themselves
   */
  record Register(String guardianId, PatientProfile profile, ActorRef<PatientReply> replyTo)
      implements PatientCommand {}

  record Get(ActorRef<PatientReply> replyTo) implements PatientCommand {}

  /**
   * The patient's key is here, or cannot be had; internal, never leaves the node.
   *
   * @param key null when it could not be made
   */
  record KeyGathered(Register asked, @Nullable DataKey key) implements PatientCommand {}

  /** The entity stops; sent by sharding. */
  enum Stop implements PatientCommand {
    INSTANCE
  }
}
