/** Inference as a Spark job: image statistics, blocks, parts and stitching. */
package org.znn.driver.forward;
