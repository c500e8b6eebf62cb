/** The Spark application. */
package org.znn.driver;
