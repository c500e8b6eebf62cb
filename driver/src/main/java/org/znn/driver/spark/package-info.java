/** What ties the work to Spark: the context, what crosses the wire, the one state each JVM keeps. */
package org.znn.driver.spark;
