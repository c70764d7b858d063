package org.tabib.edge.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.tabib.engine.conversation.ReminderLookup;
import org.tabib.engine.privacy.PersonKeys;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;
import org.tabib.engine.reminder.NextDue;
import org.tabib.engine.reminder.ReminderContent;
import org.tabib.projections.reminder.ReminderQueries;
import org.tabib.projections.reminder.ReminderRow;

/** The list of reminders, opened for the conversation of whoever is reminded. */
public final class ListedReminders implements ReminderLookup {
  private final ReminderQueries rows;
  private final PersonKeys keys;
  private final Executor queries;

  /**
   * @param queries runs what is asked of the database; may block, so no actor dispatcher
   */
  public ListedReminders(ReminderQueries rows, PersonKeys keys, Executor queries) {
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
  }

  @Override
  public CompletionStage<List<Planned>> plannedFor(String contactId) {
    return CompletableFuture.supplyAsync(() -> rows.activeOf(contactId), queries)
        .thenCompose(
            found ->
                vaultsOf(found)
                    .thenApply(
                        vaults -> found.stream().flatMap(row -> planned(row, vaults)).toList()));
  }

  /** The keys of everybody whom the rows are about, as they are now. */
  private CompletionStage<Map<String, Vault>> vaultsOf(List<ReminderRow> found) {
    Map<String, Vault> vaults = new ConcurrentHashMap<>();
    CompletableFuture<?>[] all =
        found.stream()
            .map(row -> row.content().subject())
            .distinct()
            .map(
                person ->
                    keys.currentVaultOf(person)
                        .thenAccept(vault -> vaults.put(person, vault))
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).thenApply(loaded -> vaults);
  }

  /** Nothing when it is over, or when the person was forgotten. */
  private static Stream<Planned> planned(ReminderRow row, Map<String, Vault> vaults) {
    NextDue next = row.next();
    Vault vault = Objects.requireNonNull(vaults.get(row.content().subject()), "a vault");
    return next != null
            && vault.open(row.content(), ReminderContent.class)
                instanceof Private.Clear<ReminderContent>(String subject, ReminderContent content)
        ? Stream.of(
            new Planned(
                row.reminderId(),
                row.plan().patientId(),
                row.plan().kind(),
                row.plan().followUp() != null,
                content.what(),
                next.at().atZone(row.plan().zone())))
        : Stream.empty();
  }
}
