/** Console output: results, messages and progress. */
package org.znn.driver.console;
