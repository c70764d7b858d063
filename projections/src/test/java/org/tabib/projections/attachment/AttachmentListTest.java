package org.tabib.projections.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tabib.projections.fixture.Happenings.CONTACT;
import static org.tabib.projections.fixture.Happenings.CONVERSATION;
import static org.tabib.projections.fixture.Happenings.at;
import static org.tabib.projections.fixture.Happenings.fetchMedia;
import static org.tabib.projections.fixture.Happenings.journal;
import static org.tabib.projections.fixture.Happenings.sealed;
import static org.tabib.projections.fixture.Happenings.settled;
import static org.tabib.projections.fixture.Happenings.started;
import static org.tabib.projections.fixture.Happenings.turn;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.projections.fixture.Plans;
import org.tabib.projections.fixture.TestDatabase;
import org.tabib.projections.store.Page;

class AttachmentListTest {
  private static TestDatabase database;
  private static AttachmentQueries queries;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    queries = new AttachmentQueries(database.database().jdbi());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate read.attachment");
  }

  @Test
  void fileIsThereFromTheMomentItIsOwed() {
    happens(1, started(), turn("a", 5, List.of(), List.of(fetchMedia("f1", "demo.visit"))));

    assertThat(queries.find("f1"))
        .contains(
            new Attachment(
                "f1",
                CONVERSATION,
                "wamid.f1",
                2,
                "image",
                false,
                CONTACT,
                "demo.visit",
                sealed("label f1"),
                at(4),
                at(5),
                new Attachment.Fetching()));
  }

  @Test
  void keptFileIsKnownByItsContent() {
    happens(1, started(), turn("a", 5, List.of(), List.of(fetchMedia("f1", null))));
    happens(3, settled("f1", 9, new Change.FileKept("f1", "image/png", 77, "00ff", "demo/f/1")));

    assertThat(queries.find("f1").orElseThrow().fate())
        .isEqualTo(new Attachment.Kept("image/png", 77, "00ff", "demo/f/1", at(9)));
  }

  @Test
  void refusedFileSaysWhy() {
    happens(
        1,
        started(),
        turn("a", 5, List.of(), List.of(fetchMedia("f1", null))),
        settled("f1", 9, new Change.FileRefused("f1", "too-large")));

    assertThat(queries.find("f1").orElseThrow().fate())
        .isEqualTo(new Attachment.Refused("too-large", at(9)));
  }

  @Test
  void fileOfABookingJoinsTheVisitBeforeOrAfterItIsKept() {
    Change added = new Change.FilesAdded("demo.visit", List.of("f1", "f2"));
    happens(
        1,
        started(),
        turn("a", 5, List.of(), List.of(fetchMedia("f1", null))),
        turn("b", 6, List.of(), List.of(fetchMedia("f2", null))),
        settled("f1", 7, new Change.FileKept("f1", "image/png", 77, "00ff", "demo/f/1")));
    happens(5, settled("3-book", 8, added));
    happens(6, settled("f2", 9, new Change.FileKept("f2", "image/png", 78, "00fe", "demo/f/2")));

    assertThat(queries.ofVisit("demo.visit", 10, null).items())
        .extracting(Attachment::id)
        .containsExactly("f2", "f1");
  }

  @Test
  void listsInPagesNewestFirst() {
    happens(1, started());
    for (int i = 1; i <= 5; i++) {
      happens(1 + i, turn("m" + i, i, List.of(), List.of(fetchMedia("f" + i, "demo.visit"))));
    }
    Page<Attachment> first = queries.ofConversation(CONVERSATION, 2, null);
    Page<Attachment> second = queries.ofConversation(CONVERSATION, 2, first.next());
    Page<Attachment> last = queries.ofConversation(CONVERSATION, 2, second.next());
    assertThat(first.items()).extracting(Attachment::id).containsExactly("f5", "f4");
    assertThat(second.items()).extracting(Attachment::id).containsExactly("f3", "f2");
    assertThat(last.items()).extracting(Attachment::id).containsExactly("f1");
    assertThat(last.next()).isNull();
    Page<Attachment> ofVisit = queries.ofVisit("demo.visit", 3, null);
    assertThat(queries.ofVisit("demo.visit", 3, ofVisit.next()).items())
        .extracting(Attachment::id)
        .containsExactly("f2", "f1");
  }

  @Test
  void tellsWhichMessagesBroughtFiles() {
    happens(
        1,
        started(),
        turn("a", 5, List.of(), List.of(fetchMedia("f1", null))),
        turn("b", 6, 1),
        turn("c", 7, List.of(), List.of(fetchMedia("f3", null))));
    assertThat(queries.ofEvents(CONVERSATION, List.of(2L, 3L, 4L)))
        .isEqualTo(Map.of(2L, "f1", 4L, "f3"));
    assertThat(queries.ofEvents(CONVERSATION, List.of())).isEmpty();
  }

  @Test
  void questionsAreAnsweredFromIndexes() {
    database.execute(
        """
        insert into read.attachment (attachment_id, practice_id, conversation_id, message_id,
          event_number, kind, voice, person_id, visit_id, label_subject, sent_at, received_at,
          status)
        select 'f' || i, 'demo', 'c' || (i % 300), 'm', i, 'image', false, 'p', 'v' || (i % 300),
               'p', now(), now(), 'fetching'
        from generate_series(1, 20000) i
        """);
    database.execute("analyze read.attachment");
    assertThat(
            Plans.of(
                database,
                AttachmentQueries.OF_CONVERSATION,
                Map.of("owner", "c7", "event", 9_000L, "limit", 51)))
        .contains("attachment_of_conversation")
        .doesNotContain("Seq Scan");
    assertThat(
            Plans.of(
                database,
                AttachmentQueries.OF_VISIT,
                Map.of("owner", "v7", "event", 9_000L, "id", "", "limit", 51)))
        .contains("attachment_of_visit")
        .doesNotContain("Seq Scan");
  }

  private static void happens(long first, ConversationEvent... events) {
    database.write(List.of(new AttachmentList()), journal(CONVERSATION, first, events));
  }
}
