/** The command line: one small class a command, and what comes of mistakes and failures. */
package org.znn.driver.cli;
