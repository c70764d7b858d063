package org.tabib.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tabib.engine.conversation.ConversationEvent.Change;
import org.tabib.engine.conversation.ConversationEvent.EffectSettled;
import org.tabib.engine.delivery.InboundContent.Media;
import org.tabib.engine.delivery.OutboundContent;
import org.tabib.engine.privacy.Private;

class FilesTest {
  private static final Media PHOTO =
      new Media("image", "77", "image/jpeg", "aGFzaA==", "my arm", null, false);
  private static final Media VOICE =
      new Media("audio", "78", "audio/ogg; codecs=opus", null, null, null, true);

  private final ScriptedConversation talk = new ScriptedConversation();

  @Test
  void photoAtTheSymptomsStepIsKeptAndTheQuestionStands() {
    talk.welcomed();
    talk.taps("Book a visit");
    talk.taps("For me");
    talk.types("Asha Verma");
    talk.types("34");
    talk.taps("Female");
    OutboundContent question = talk.last();

    List<OutboundContent> answer = talk.receives(PHOTO);

    assertThat(answer).hasSize(1);
    assertThat(answer.getFirst().body())
        .startsWith("Thank you. I have kept it")
        .contains(question.body().lines().findFirst().orElseThrow());
    assertThat(talk.types("Fever and headache since two days").getFirst().body())
        .doesNotContain("kept");
  }

  @Test
  void owesTheFileWithAllThatFindsIt() {
    talk.welcomed();
    talk.receives(PHOTO);

    Effect.FetchMedia owed = owed();
    assertThat(owed.mediaId()).isEqualTo("77");
    assertThat(owed.account()).isEqualTo("15550001111");
    assertThat(owed.claimedSha256()).isEqualTo("aGFzaA==");
    assertThat(owed.person()).isEqualTo(talk.state.contactId());
    assertThat(owed.visitId()).isNull();
    assertThat(owed.label())
        .isEqualTo(Private.of(talk.state.contactId(), new FileLabel(null, "my arm")));
    assertThat(owed.label().toString()).doesNotContain("my arm");
    assertThat(settled().changes())
        .containsExactly(new Change.FileKept(owed.id(), "image/jpeg", 1000, "00ff", "sehat/00/1"));
    assertThat(talk.state.owed()).isEmpty();
  }

  @Test
  void fileSentWhileBookingGoesWithTheVisitThatIsBooked() {
    talk.readyToBook();
    talk.receives(PHOTO);
    talk.receives(VOICE);
    List<String> files = fetched().map(Effect.FetchMedia::id).toList();

    talk.taps("Confirm");

    assertThat(files).hasSize(2).doesNotHaveDuplicates();
    assertThat(changes(Change.FilesAdded.class))
        .containsExactly(new Change.FilesAdded(talk.visits.getFirst().visitId(), files));
  }

  @Test
  void fileAfterTheBookingGoesToTheComingVisitAndSaysSo() {
    talk.readyToBook();
    talk.taps("Confirm");
    VisitLookup.OpenVisit visit = talk.visits.getFirst();

    List<OutboundContent> answer = talk.receives(PHOTO);

    assertThat(owed().visitId()).isEqualTo(visit.visitId());
    assertThat(owed().person()).isEqualTo(visit.patientId());
    assertThat(answer).hasSize(1);
    assertThat(answer.getFirst().body()).startsWith("Thank you. I have added it to your visit");
  }

  @Test
  void voiceNoteIsAnsweredWithTheWayOn() {
    talk.welcomed();
    assertThat(talk.receives(VOICE).getFirst().body()).startsWith("Thank you for the voice note.");
    assertThat(owed().voice()).isTrue();
  }

  @Test
  void fileIsKeptWhileStaffAnswerAndTheBotIsSilent() {
    talk.welcomed();
    talk.happened(new ConversationEvent.TakenOver("staff", talk.now));

    assertThat(talk.receives(PHOTO)).isEmpty();
    assertThat(talk.receives(PHOTO)).isEmpty();
    assertThat(changes(Change.FileKept.class))
        .extracting(Change.FileKept::attachmentId)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void fileIsKeptWithTheConversationWhenNobodyKnowsTheVisits() {
    talk.welcomed();
    talk.clinicAnswers = false;

    assertThat(talk.receives(PHOTO).getFirst().body()).startsWith("Thank you. I have kept it");
    assertThat(owed().visitId()).isNull();
  }

  @Test
  void captionThatTellsOfAnEmergencyRaisesTheAlarm() {
    talk.welcomed();
    talk.receives(
        new Media(
            "image", "79", null, null, "severe chest pain going to the left arm", null, false));

    assertThat(changes(Change.EmergencySeen.class)).hasSize(1);
    assertThat(fetched()).hasSize(1);
  }

  @Test
  void refusedFileIsToldInOneMessageThatSaysWhy() {
    talk.welcomed();
    talk.nextOutcome = Optional.of(new EffectOutcome.Refused("too-large"));

    List<OutboundContent> answer = talk.receives(PHOTO);

    assertThat(answer).hasSize(2);
    assertThat(answer.getLast().body()).startsWith("Sorry, this file is too large for me.");
    assertThat(settled().outcome()).isEqualTo("too-large");
    assertThat(settled().changes())
        .containsExactly(new Change.FileRefused(owed().id(), "too-large"));
    assertThat(settled().move()).isNull();
  }

  @Test
  void refusedStickerIsNotTold() {
    talk.welcomed();
    talk.nextOutcome = Optional.of(new EffectOutcome.Refused("expired"));

    assertThat(talk.receives(new Media("sticker", "7", null, null, null, null, false))).hasSize(1);
    assertThat(changes(Change.FileRefused.class)).hasSize(1);
  }

  @Test
  void nothingIsSaidToSomebodyWhoWantsNoMessages() {
    talk.welcomed();
    talk.performs = false;
    talk.receives(PHOTO);
    talk.types("stop");
    long before = talk.state.lastNumber();

    talk.nextOutcome = Optional.of(new EffectOutcome.Refused("expired"));
    talk.performs = true;
    talk.performOwed();

    assertThat(talk.state.lastNumber()).isEqualTo(before);
  }

  @Test
  void failingProviderIsAskedAgainLaterAndLaterUntilItIsGivenUp() {
    talk.welcomed();
    talk.performs = false;
    talk.receives(PHOTO);
    Effect owed = talk.state.owed().getFirst();

    Duration last = Duration.ZERO;
    int attempts = 0;
    while (!talk.state.owed().isEmpty()) {
      talk.nextOutcome = Optional.of(new EffectOutcome.Later("http-503"));
      talk.performOwed();
      ConversationState.Deferral deferral = talk.state.deferred().get(owed.id());
      if (deferral != null) {
        assertThat(deferral.attempt()).isEqualTo(++attempts);
        last = Duration.between(talk.now, deferral.retryAt());
        assertThat(last).isBetween(Duration.ofSeconds(4), Duration.ofMinutes(36));
        talk.now = deferral.retryAt();
      }
    }

    assertThat(attempts).isBetween(40, 70);
    assertThat(last).isGreaterThan(Duration.ofMinutes(20));
    assertThat(talk.last().body()).startsWith("Sorry, I could not receive your file.");
    assertThat(settled().outcome()).isEqualTo(FetchSettlement.NOT_HANDED_OVER);
    assertThat(talk.state.deferred()).isEmpty();
  }

  private Effect.FetchMedia owed() {
    return fetched().toList().getLast();
  }

  private Stream<Effect.FetchMedia> fetched() {
    return talk.performed.stream()
        .filter(Effect.FetchMedia.class::isInstance)
        .map(Effect.FetchMedia.class::cast);
  }

  private EffectSettled settled() {
    return talk.events.stream()
        .filter(EffectSettled.class::isInstance)
        .map(EffectSettled.class::cast)
        .toList()
        .getLast();
  }

  private <C extends Change> List<C> changes(Class<C> type) {
    return talk.events.stream()
        .flatMap(
            event ->
                switch (event) {
                  case ConversationEvent.TurnTaken e -> e.changes().stream();
                  case EffectSettled e -> e.changes().stream();
                  default -> Stream.<Change>empty();
                })
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
