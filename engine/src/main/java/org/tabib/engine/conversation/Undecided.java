package org.tabib.engine.conversation;

/** What is decided with facts from outside, and may have to wait for them. */
sealed interface Undecided permits ConversationCommand.Receive, ConversationSignal.EffectFinished {}
