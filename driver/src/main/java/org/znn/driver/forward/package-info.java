/** The forward pass as a Spark job: statistics, blocks, parts, stitching. */
package org.znn.driver.forward;
