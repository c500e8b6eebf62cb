/** What the user sees while a command runs. */
package org.znn.driver.console;
