/** What a job will do, worked out before anything runs: passes, blocks, chunks, memory, time. */
package org.znn.driver.plan;
