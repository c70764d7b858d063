package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.tabib.edge.database.Database;
import org.tabib.edge.kafka.KafkaNode;
import org.tabib.edge.live.LiveHub;
import org.tabib.edge.objects.ObjectStore;
import org.tabib.edge.spool.EdgeSpool;
import org.tabib.engine.conversation.World;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Quarantine;
import org.tabib.projections.appointment.AppointmentQueries;
import org.tabib.projections.owed.WorkWatch;
import org.tabib.projections.run.Projections;
import org.tabib.projections.search.SearchKeys;

/** What the routes are made from. */
record HttpParts(
    Settings settings,
    ActorSystem<Void> system,
    ClusterSharding sharding,
    InstantSource clock,
    World world,
    Practices practices,
    PersonKeys keys,
    SearchKeys searchKeys,
    AliasDirectory directory,
    Quarantine quarantine,
    Database database,
    AppointmentQueries appointments,
    Projections projections,
    BooleanSupplier leaving,
    WorkWatch work,
    PrometheusMeterRegistry meters,
    ExecutorService blocking,
    ExecutorService queries,
    GraphChannel graph,
    ObjectStore objects,
    EdgeSpool spool,
    LiveHub live,
    KafkaNode kafka) {}
