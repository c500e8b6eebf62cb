/** Spark integration: shape of the cluster, serializers, task failures and the state that each JVM keeps. */
package org.znn.driver.spark;
