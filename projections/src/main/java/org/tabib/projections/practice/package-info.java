/** Practices, clinics and doctors as configured. */
@NullMarked
package org.tabib.projections.practice;

import org.jspecify.annotations.NullMarked;
