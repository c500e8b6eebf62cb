/** Training samples: their description, their volumes in memory, and the patches drawn from them. */
package org.znn.common.sample.training;
