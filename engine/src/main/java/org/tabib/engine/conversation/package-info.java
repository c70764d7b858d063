/**
 * One contact on one channel account: the Conversation entity.
 *
 * <p>A command comes to {@link Conversation}. What needs facts first goes through {@code
 * Deliberation} and {@code Gathering}; the rules are in the deciders ({@link ConversationDecider}
 * for webhooks and sending, {@code TurnDecider} for one turn of the dialogue, {@code
 * SettlementDecider}, {@code StaffDecider}, {@code NoticeDecider}, {@code LetterDecider}). What was
 * decided is carried out by {@code Writing}; the state follows in {@code NextState}, and what is
 * owed then is paid by {@code Debts}: {@code Sending}, {@code OwedEffects}, {@code ReadMarks}.
 *
 * <p>Flows look things up, change and owe through {@code DialogueStage} and the {@code …Actions} of
 * their topic. {@link ClinicSurroundings} and its {@code …Desk}s answer queries and perform what is
 * owed, over the cluster.
 */
@NullMarked
package org.tabib.engine.conversation;

import org.jspecify.annotations.NullMarked;
