package org.tabib.edge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a new number asks for in its very first message, through real webhooks. */
@ExtendWith(SharedNode.class)
class FirstWordsIT {
  private final NodeUnderTest node;

  FirstWordsIT(NodeUnderTest node) {
    this.node = node;
  }

  @AfterEach
  void nothingWasSentThatMetaRefuses() {
    assertThat(node.graph().problems()).isEmpty();
  }

  @Test
  void queueThatIsAskedForFirstIsJoinedAfterConsent() {
    Patient lata = node.newPatient("Lata");

    lata.says("join the queue").hears("Do you agree?");

    lata.taps("I agree").hears("Which clinic are you coming to?");
    lata.hearsNothingMore();
  }

  @Test
  void complaintThatIsToldFirstIsNotAskedForAgain() {
    Patient mohan = node.newPatient("Mohan");

    mohan.says("I have fever since two days").hears("Do you agree?");
    mohan.taps("I agree").hears("Who is the visit for?");
    mohan.taps("For me").hears("What is your full name?");
    mohan.says("Mohan Das").hears("34, or 8 months");
    mohan.says("34").hears("sex");

    mohan.taps("Male").hears("can see Mohan Das");
  }
}
