package org.tabib.edge.intake;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.tabib.engine.conversation.ConversationCommand;
import org.tabib.engine.delivery.Address;
import org.tabib.engine.privacy.AliasDirectory;
import org.tabib.engine.privacy.AliasDirectory.Contact;

/**
 * Who writes: one contact for all the addresses a person is known by. When two contacts prove to be
 * one person, the older one stays and the other's conversation forwards to it.
 */
public final class People {
  private final AliasDirectory directory;
  private final ConversationGateway conversations;
  private final Executor blocking;

  public People(AliasDirectory directory, ConversationGateway conversations, Executor blocking) {
    this.directory = directory;
    this.conversations = conversations;
    this.blocking = blocking;
  }

  /** The contact with these addresses, at least one; a new one if none of them is known. */
  public CompletionStage<Contact> resolve(String practice, List<Address> addresses) {
    if (addresses.size() == 1) {
      return directory.resolve(practice, addresses.getFirst());
    }
    return known(practice, addresses)
        .thenCompose(
            known ->
                known.isEmpty()
                    ? directory.resolve(practice, addresses.getFirst())
                    : CompletableFuture.completedFuture(known.getFirst()))
        .thenCompose(contact -> linkAll(practice, addresses, contact));
  }

  /** The person of these addresses is reached under others from now on. */
  public CompletionStage<Contact> moved(
      String practice, List<Address> before, List<Address> after) {
    List<Address> all = new ArrayList<>(before);
    all.addAll(after);
    return resolve(practice, all);
  }

  private CompletionStage<List<Contact>> known(String practice, List<Address> addresses) {
    CompletionStage<List<Contact>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (Address address : addresses) {
      all =
          all.thenCombine(
              directory.find(practice, address),
              (found, one) -> {
                one.filter(contact -> !found.contains(contact)).ifPresent(found::add);
                return found;
              });
    }
    return all;
  }

  private CompletionStage<Contact> linkAll(
      String practice, List<Address> addresses, Contact contact) {
    CompletionStage<Contact> linked = CompletableFuture.completedFuture(contact);
    for (Address address : addresses) {
      linked =
          linked.thenCompose(
              mine ->
                  directory
                      .link(practice, address, mine)
                      .thenCompose(owner -> oneOf(practice, mine, owner)));
    }
    return linked;
  }

  private CompletionStage<Contact> oneOf(String practice, Contact mine, Contact owner) {
    if (mine.equals(owner)) {
      return CompletableFuture.completedFuture(mine);
    }
    // Identifiers begin with their time: the smaller one is the older contact.
    boolean mineIsOlder = mine.contactId().compareTo(owner.contactId()) < 0;
    Contact stays = mineIsOlder ? mine : owner;
    Contact goes = mineIsOlder ? owner : mine;
    return conversations
        .ask(
            goes.conversationId(),
            replyTo -> new ConversationCommand.MergeInto(stays.conversationId(), replyTo))
        .thenRunAsync(() -> merge(practice, goes, stays), blocking)
        .thenApply(done -> stays);
  }

  private void merge(String practice, Contact goes, Contact stays) {
    try {
      directory.merge(practice, goes, stays);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
