/**
 * Meta's Graph API and the patients' phones, played on this machine for demonstrations and tests.
 *
 * <p>The simulator speaks the public protocol only: it takes Cloud API calls, sends signed webhooks
 * and knows nothing of the engine. Whatever works against it works against Meta by changing
 * addresses and secrets.
 */
@NullMarked
package org.tabib.edge.simulator;

import org.jspecify.annotations.NullMarked;
