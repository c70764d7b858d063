package org.tabib.engine.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tabib.engine.delivery.InboundContent;
import org.tabib.engine.flow.Answers;
import org.tabib.engine.flow.Cursor;
import org.tabib.engine.flow.FlowInterpreter;
import org.tabib.engine.flow.Progress;
import org.tabib.engine.practice.Coordinates;
import org.tabib.engine.practice.PracticeConfig.Clinic;

/** Answers to what is neither typed nor tapped (CONV-7): places, cards, orders, stickers. */
final class InboundKinds {
  private final Situation now;
  private final @Nullable ReceivedFile file;

  /**
   * @param file what the message brought, if it brought one
   */
  InboundKinds(Situation now, @Nullable ReceivedFile file) {
    this.now = now;
    this.file = file;
  }

  /** The answer to the message's kind; empty for words and taps. */
  Optional<Progress> answer() {
    return switch (now.message().content()) {
      case InboundContent.Location place ->
          Optional.of(place(new Coordinates(place.latitude(), place.longitude())));
      case InboundContent.Contacts cards ->
          Optional.of(
              ContactCard.name(cards.json()).map(this::card).orElseGet(() -> unsupported()));
      case InboundContent.Media media ->
          Optional.of(media.kind().equals("sticker") || file == null ? sticker() : kept(file));
      case InboundContent.Form form -> Optional.of(polite("common.unusable"));
      case InboundContent.Other other ->
          Optional.of(other.kind().equals("order") ? polite("kind.order") : unsupported());
      case InboundContent.Welcome welcome -> Optional.of(welcome());
      case InboundContent.Text t -> Optional.empty();
      case InboundContent.Choice c -> Optional.empty();
      case InboundContent.Reaction r -> Optional.empty();
      case InboundContent.Edit e -> Optional.empty();
      case InboundContent.Revoke r -> Optional.empty();
    };
  }

  private Progress welcome() {
    Cursor cursor = now.cursor();
    return cursor == null
        ? now.begin(FlowInterpreter.MENU, null)
        : now.repeat(cursor, "common.hello");
  }

  private Progress unsupported() {
    return polite("kind.unsupported");
  }

  private Progress polite(String key) {
    Cursor cursor = now.cursor();
    return cursor == null ? now.begin(FlowInterpreter.MENU, key) : now.repeat(cursor, key);
  }

  /** A file is kept with what is being done, and that goes on. */
  private Progress kept(ReceivedFile received) {
    Cursor cursor = now.cursor();
    List<String> said = List.of(received.acknowledgement(now.stage()));
    return cursor == null
        ? now.interpreter().begin(FlowInterpreter.MENU, Answers.NONE, now.turn(), said, now.stage())
        : now.interpreter()
            .repeat(cursor, received.noted(now.answers()), cursor.turn(), said, now.stage());
  }

  /** A smile for a smile: no menu is pushed at anybody for it. */
  private Progress sticker() {
    Cursor cursor = now.cursor();
    return cursor == null || cursor.flow().equals(FlowInterpreter.MENU)
        ? now.say(cursor, cursor == null ? Answers.NONE : now.answers(), "kind.sticker")
        : now.repeat(cursor, "kind.sticker");
  }

  /** The nearest clinic; its doctors are offered first in what follows. */
  private Progress place(Coordinates here) {
    Optional<Clinic> nearest =
        here.isOnEarth()
            ? now.practice().clinics().stream()
                .filter(clinic -> clinic.coordinates() != null)
                .min(Comparator.comparingDouble(clinic -> metres(here, clinic)))
            : Optional.empty();
    if (nearest.isEmpty()) {
      return polite("common.unusable");
    }
    Clinic clinic = nearest.get();
    Answers told =
        Answers.NONE.with(
            Map.of(
                Variables.CLINIC,
                clinic.id(),
                Variables.DISTANCE,
                String.valueOf(Math.round(metres(here, clinic)))));
    Cursor cursor = now.cursor();
    String said = now.stage().text("location.nearest", told);
    Map<String, String> near = Map.of(Variables.NEAR, clinic.id());
    return cursor == null
        ? now.interpreter()
            .begin(FlowInterpreter.MENU, Answers.NONE, now.turn(), List.of(said), now.stage())
        : now.interpreter()
            .refresh(cursor, now.answers().with(near), cursor.turn(), List.of(said), now.stage());
  }

  private static double metres(Coordinates here, Clinic clinic) {
    return Objects.requireNonNull(clinic.coordinates()).metresTo(here);
  }

  /** A card may be a family member's: asked, never assumed. */
  private Progress card(String name) {
    Map<String, String> learned = Map.of(Variables.CONTACT, name);
    Cursor cursor = now.cursor();
    return cursor == null
        ? now.begin("contact", Answers.NONE.with(learned), null)
        : now.interpreter()
            .interrupt("contact", cursor, now.answers(), learned, now.turn(), now.stage());
  }
}
