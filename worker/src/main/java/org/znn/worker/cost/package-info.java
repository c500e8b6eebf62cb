/** Cost functions of training, their gradients with masks, rebalancing and MALIS, and the reported errors. */
package org.znn.worker.cost;
