/** Errors and warnings about user input, collected so that they are all reported together. */
package org.znn.common.diagnostic;
