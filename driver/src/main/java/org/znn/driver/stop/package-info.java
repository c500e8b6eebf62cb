/** The end of the process on a signal: the program cleans up, then prints one line; its temporary files disappear. */
package org.znn.driver.stop;
