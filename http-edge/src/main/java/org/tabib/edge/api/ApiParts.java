package org.tabib.edge.api;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.tabib.edge.live.LiveHub;
import org.tabib.edge.objects.ObjectStore;
import org.tabib.engine.conversation.World;
import org.tabib.engine.practice.Practices;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.projections.run.ProjectionControl;
import org.tabib.projections.search.SearchKeys;
import org.tabib.projections.store.ReadModelDatabase;

/**
 * What the API is made from.
 *
 * @param callers who is calling
 * @param searchKeys what full-text search looks up and opens with
 * @param directory knows whose a telephone number is
 * @param objects has patients' files
 * @param projections what operators can tell the projections, and those that publish
 * @param live tells what changes
 * @param queries where database queries may block, see {@link QueryThreads}
 * @param random makes correlation ids, and identifiers of requests that bring no key of their own
 */
public record ApiParts(
    ActorSystem<?> system,
    ClusterSharding sharding,
    Callers callers,
    Practices practices,
    World world,
    PersonKeys keys,
    SearchKeys searchKeys,
    AliasDirectory directory,
    ReadModelDatabase readModels,
    ObjectStore objects,
    List<ProjectionControl> projections,
    LiveHub live,
    Executor queries,
    InstantSource clock,
    RandomGenerator random) {}
