package org.tabib.edge.node;

import akka.actor.typed.ActorSystem;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.tabib.edge.database.Database;
import org.tabib.engine.conversation.World;
import org.tabib.engine.privacy.DataKey;
import org.tabib.engine.privacy.KeyRing;

/**
 * What all parts of a node stand on; there before any of them.
 *
 * @param clock what is decided, and what is due, is by it
 * @param blocking where calls that block may block
 */
record Foundation(
    Settings settings,
    InstantSource clock,
    Database database,
    World world,
    DataKey master,
    KeyRing ring,
    ActorSystem<Void> system,
    ExecutorService blocking) {}
