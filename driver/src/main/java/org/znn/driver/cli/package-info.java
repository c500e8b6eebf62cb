/** The command line: one class per command, and the reporting of usage errors and failures. */
package org.znn.driver.cli;
