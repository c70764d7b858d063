/** WhatsApp Cloud API: webhooks in, Graph API out. Nothing else in Tabib knows Meta's JSON. */
@NullMarked
package org.tabib.edge.whatsapp;

import org.jspecify.annotations.NullMarked;
