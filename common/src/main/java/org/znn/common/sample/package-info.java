/** What happens to a sample between its files and the network: context, mirror, preprocessing. */
package org.znn.common.sample;
