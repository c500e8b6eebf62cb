/** How our Spark applications are set up: their settings, and all classes that cross the wire. */
package org.znn.driver.session;
