/** Planning of forward jobs before anything runs: passes, blocks, chunks, memory and expected time. */
package org.znn.driver.plan;
