package org.tabib.engine.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.entity.TestSystem;

/** Two nodes of one cluster, each with its own copies of keys. */
class ErasureBroadcastTest {
  private static final String PERSON = "sehat.person";
  private static final DataKey MASTER = DataKey.generate();

  private EngineDatabase database;
  private ActorTestKit here;
  private ActorTestKit there;

  @BeforeEach
  void start() throws Exception {
    database = EngineDatabase.start();
    here = ActorTestKit.create("erasure", TestSystem.cluster());
    there = ActorTestKit.create("erasure", TestSystem.cluster());
    Cluster first = Cluster.get(here.system());
    first.manager().tell(Join.create(first.selfMember().address()));
    Cluster.get(there.system()).manager().tell(Join.create(first.selfMember().address()));
    await().atMost(20, SECONDS).until(() -> members(here) == 2 && members(there) == 2);
  }

  @AfterEach
  void stop() {
    there.shutdownTestKit();
    here.shutdownTestKit();
    database.close();
  }

  @Test
  void everyNodeDropsAKeyThatOneOfThemDestroys() throws Exception {
    PersonKeys keysHere = keys(here, database.source());
    PersonKeys keysThere = keys(there, database.other());
    await("the nodes know of each other's interest")
        .atMost(20, SECONDS)
        .until(
            () -> {
              done(keysHere.ensure(PERSON, null));
              assertThat(done(keysThere.vaultOf(PERSON)).knows(PERSON)).isTrue();
              keysHere.destroy(PERSON);
              return dropped(keysThere);
            });
  }

  /** Far sooner than copies go by themselves. */
  private static boolean dropped(PersonKeys keys) {
    try {
      await().atMost(2, SECONDS).until(() -> !done(keys.vaultOf(PERSON)).knows(PERSON));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private PersonKeys keys(ActorTestKit node, DataSource source) throws Exception {
    KeyRing ring = new KeyRing(source, MASTER);
    ring.ensure("sehat");
    PersonKeys keys = new PersonKeys(source, ring, database.blocking());
    ErasureBroadcast.start(node.system(), keys);
    return keys;
  }

  private static int members(ActorTestKit node) {
    int up = 0;
    for (var member : Cluster.get(node.system()).state().getMembers()) {
      if (member.status() == MemberStatus.up()) {
        up++;
      }
    }
    return up;
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, SECONDS);
  }
}
