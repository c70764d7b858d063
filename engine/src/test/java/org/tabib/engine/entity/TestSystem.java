package org.tabib.engine.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** Configuration of actor systems in tests: journal in memory, serialization as in production. */
public final class TestSystem {
  private TestSystem() {}

  /** No cluster. */
  public static Config local() {
    return ConfigFactory.parseString(
            """
            akka.loglevel = WARNING
            akka.log-dead-letters = off
            akka.persistence.testkit.events.serialize = on
            akka.persistence.testkit.snapshots.serialize = on
            akka.persistence.snapshot-store.plugin = "akka.persistence.testkit.snapshotstore.pluginid"
            akka.persistence.testkit.snapshotstore.pluginid.class = "akka.persistence.testkit.PersistenceTestKitSnapshotPlugin"
            """)
        .withFallback(akka.persistence.testkit.PersistenceTestKitPlugin.getInstance().config())
        .withFallback(ConfigFactory.parseResources("engine-serialization.conf"))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  /** A cluster of one node. */
  public static Config cluster() {
    return ConfigFactory.parseString(
            """
            akka.actor.provider = cluster
            akka.remote.artery.canonical.hostname = "127.0.0.1"
            akka.remote.artery.canonical.port = 0
            akka.cluster.jmx.enabled = off
            akka.cluster.sharding.number-of-shards = 8
            akka.coordinated-shutdown.exit-jvm = off
            """)
        .withFallback(local());
  }
}
