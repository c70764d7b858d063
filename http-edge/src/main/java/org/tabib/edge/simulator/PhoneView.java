package org.tabib.edge.simulator;

/**
 * A phone as the list shows it.
 *
 * @param number with plus sign and country code
 * @param business the id of the business number that it writes to
 * @param language what its owner would rather read: a hint for whoever holds it
 * @param unread business messages that nobody has looked at
 * @param controls how it behaves
 */
record PhoneView(
    String number,
    String business,
    String name,
    String language,
    int unread,
    boolean typing,
    PhoneControls controls) {}
