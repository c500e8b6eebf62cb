/** Mistakes of the user, gathered so that all are told at once. */
package org.znn.common.problem;
