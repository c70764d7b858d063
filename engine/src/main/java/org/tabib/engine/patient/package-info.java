/** Who is treated: the Patient entity. */
@NullMarked
package org.tabib.engine.patient;

import org.jspecify.annotations.NullMarked;
