package org.tabib.engine.privacy;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import java.util.function.Consumer;

/**
 * Tells every node that a person's key was destroyed, so that none goes on using a copy. A node
 * that the word does not reach drops its copies within a minute all the same ({@link PersonKeys}).
 */
public final class ErasureBroadcast implements PersonKeys.Erasure {
  private final Consumer<PersonErased> broadcast;

  private ErasureBroadcast(Consumer<PersonErased> broadcast) {
    this.broadcast = broadcast;
  }

  /** Connects this node's keys with those of all others. Once per actor system. */
  public static void start(ActorSystem<?> system, PersonKeys keys) {
    ActorRef<Topic.Command<PersonErased>> topic =
        system.systemActorOf(
            Topic.create(PersonErased.class, "person-erased"),
            "person-erased-topic",
            Props.empty());
    system.systemActorOf(listener(topic, keys), "person-erased", Props.empty());
    keys.alsoErase(new ErasureBroadcast(news -> topic.tell(Topic.publish(news))));
  }

  private static Behavior<PersonErased> listener(
      ActorRef<Topic.Command<PersonErased>> topic, PersonKeys keys) {
    return Behaviors.setup(
        context -> {
          topic.tell(Topic.subscribe(context.getSelf()));
          return Behaviors.receiveMessage(
              erased -> {
                keys.evict();
                return Behaviors.same();
              });
        });
  }

  @Override
  public void erase(String person) {
    broadcast.accept(new PersonErased(person));
  }
}
