package org.tabib.engine.privacy;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Starts an entity when its person's keys are there: recovery needs them. Commands that arrive
 * earlier wait; if the keys cannot be loaded the entity stops and its callers ask again.
 */
public final class VaultedBehavior {
  /** Far more than callers have under way for one entity. */
  private static final int WAITING = 1000;

  private record Loaded(@Nullable Vault vault, @Nullable Throwable failure) {}

  private VaultedBehavior() {}

  /**
   * @param person whose keys are needed; also those of people they are guardian of
   * @param entity the behaviour that works with these keys
   * @param stop the entity's stop message, obeyed while waiting too
   */
  public static <C> Behavior<C> start(
      Class<C> commands,
      PersonKeys keys,
      String person,
      C stop,
      Function<Vault, Behavior<C>> entity) {
    Vault atHand = keys.vaultOfNewcomer(person);
    if (atHand != null) {
      return entity.apply(atHand);
    }
    Behavior<Object> waiting =
        Behaviors.setup(
            context ->
                Behaviors.withStash(
                    WAITING,
                    stash -> {
                      context.pipeToSelf(keys.currentVaultOf(person), Loaded::new);
                      return Behaviors.receive(Object.class)
                          .onMessage(
                              Loaded.class,
                              loaded -> {
                                Vault vault = loaded.vault();
                                if (vault == null) {
                                  context
                                      .getLog()
                                      .warn("keys not loaded, entity stops", loaded.failure());
                                  return Behaviors.stopped();
                                }
                                return stash.unstashAll(entity.apply(vault).unsafeCast());
                              })
                          .onMessageEquals(stop, Behaviors::stopped)
                          .onAnyMessage(
                              command -> {
                                stash.stash(command);
                                return Behaviors.same();
                              })
                          .build();
                    }));
    return waiting.narrow();
  }
}
