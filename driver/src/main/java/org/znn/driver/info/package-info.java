/** Descriptions of files for the user: networks, the state of their training, and volumes. */
package org.znn.driver.info;
