/** Setup of the Spark session: settings, and the classes that are sent between driver and executors. */
package org.znn.driver.session;
