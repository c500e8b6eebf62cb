/** Preparation of samples for the network: mirrored context, preprocessing and training patches. */
package org.znn.common.sample;
