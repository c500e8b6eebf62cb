/** The Spark application and its entry point. */
package org.znn.driver;
