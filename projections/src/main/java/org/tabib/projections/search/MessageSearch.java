package org.tabib.projections.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;
import org.tabib.engine.privacy.Vault;
import org.tabib.projections.message.LoggedMessage;
import org.tabib.projections.message.MessageFilter;
import org.tabib.projections.message.MessageQueries;
import org.tabib.projections.message.Place;
import org.tabib.projections.message.TokenQuery;
import org.tabib.projections.search.SearchQuery.Highlight;
import org.tabib.projections.store.Page;

/**
 * Finds messages by what is written in them. Blocks. What comes back is in clear: only for a caller
 * who may see it.
 */
public final class MessageSearch {
  /**
   * Candidates that one page opens at most. Only a phrase of common words, or short words that have
   * no tokens, are refused often enough to get there; the page is short then, and its cursor goes
   * on behind the last one looked at.
   */
  static final int MOST_OPENED = 5_000;

  private static final int CHUNK = 500;

  private final MessageQueries messages;
  private final SearchKeys keys;

  public MessageSearch(MessageQueries messages, SearchKeys keys) {
    this.messages = messages;
    this.keys = keys;
  }

  /**
   * A message and where in it the query is.
   *
   * @param message its content is clear
   */
  public record Found(LoggedMessage message, List<Highlight> matches) {
    public Found {
      matches = List.copyOf(matches);
    }
  }

  /**
   * Messages with all words of the query, newest first.
   *
   * @param person only messages of this contact, or of the contact who speaks for this patient
   * @param cursor where the last page ended; none for the first
   * @throws org.tabib.projections.store.PageCursor.InvalidCursor when the cursor is not one of ours
   */
  public Page<Found> page(
      String practice,
      SearchQuery query,
      @Nullable String person,
      MessageFilter filter,
      int limit,
      @Nullable String cursor)
      throws SQLException {
    int size = Page.checkedLimit(limit);
    TokenQuery tokens = new TokenQuery(practice, query.tokens(keys.hasher(practice)), person);
    Place place = cursor == null ? null : Place.parse(cursor);
    List<Found> found = new ArrayList<>();
    int opened = 0;
    int chunk = size + 1;
    while (opened < MOST_OPENED) {
      List<LoggedMessage> candidates = messages.candidates(tokens, filter, chunk, place);
      verify(query, candidates, found);
      if (found.size() > size || candidates.size() < chunk) {
        return Page.of(
            found.subList(0, Math.min(found.size(), size + 1)),
            size,
            last -> Place.of(last.message()).cursor());
      }
      opened += candidates.size();
      place = Place.of(candidates.getLast());
      chunk = CHUNK;
    }
    return new Page<>(found, place == null ? null : place.cursor());
  }

  private void verify(SearchQuery query, List<LoggedMessage> candidates, List<Found> found)
      throws SQLException {
    Map<String, Vault> vaults =
        keys.vaults(candidates.stream().map(m -> content(m).subject()).distinct().toList());
    for (LoggedMessage candidate : candidates) {
      Vault vault = vaults.get(content(candidate).subject());
      if (vault != null) {
        LoggedMessage clear = opened(candidate, vault);
        List<Highlight> matches = query.in(texts(clear));
        if (!matches.isEmpty()) {
          found.add(new Found(clear, matches));
        }
      }
    }
  }

  private static Private<?> content(LoggedMessage message) {
    return switch (message) {
      case LoggedMessage.Received in -> in.content();
      case LoggedMessage.Said out -> out.content();
    };
  }

  private static LoggedMessage opened(LoggedMessage message, Vault vault) {
    return switch (message) {
      case LoggedMessage.Received in -> in.with(vault.open(in.content(), InboundContent.class));
      case LoggedMessage.Said out -> out.with(vault.open(out.content(), OutboundContent.class));
    };
  }

  private static List<WrittenText> texts(LoggedMessage message) {
    return switch (message) {
      case LoggedMessage.Received in ->
          in.content() instanceof Private.Clear<InboundContent> clear
              ? WrittenText.of(clear.value())
              : List.of();
      case LoggedMessage.Said out ->
          out.content() instanceof Private.Clear<OutboundContent> clear
              ? WrittenText.of(clear.value())
              : List.of();
    };
  }
}
